import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Overlap } from '../overlap.tsx';
import { useFact, type Fact } from './facts.tsx';
import type { WorkOrderForm } from './work-order-form.ts';

const FACTS = [
  'product_name',
  'quantity',
  'completed_quantity',
  'deadline',
  'priority',
  'operator',
  'status',
] as const satisfies readonly Fact[];

/** What somebody else has changed under an open form, beside what is to be sent. */
export function WorkOrderOverlap({
  form,
  mine,
  onDone,
  onDrop,
  onError,
}: {
  form: WorkOrderForm;
  mine: ReactNode;
  onDone: () => void;
  onDrop: () => void;
  onError: (error: unknown) => void;
}) {
  const t = useTranslations();
  const say = useFact();
  const { seen, news, isRefused } = form;
  if (!news) return null;
  return (
    <Overlap
      title={t('work.overlap', { number: seen.number })}
      differing={FACTS.map((fact) => ({
        ...{ name: fact, label: t(`work.${fact}`) },
        ...{ before: say(fact, seen), after: say(fact, news) },
      })).filter(({ before, after }) => before !== after)}
      mine={mine}
      explains={t('work.overlapChoose')}
      isRefused={isRefused}
      takeOver={async () => {
        if (await form.takeOver()) onDone();
      }}
      drop={() => {
        form.restart();
        onDrop();
      }}
      onError={onError}
    />
  );
}
