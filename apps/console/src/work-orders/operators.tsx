import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { POLL_MS, useFeedState } from '../badge.tsx';
import { OPERATORS, readOperators, type OperatorLoad } from './work-order-data.ts';

export const useOperators = () => {
  const { kind } = useFeedState();
  return useQuery({
    queryKey: OPERATORS,
    queryFn: readOperators,
    refetchInterval: kind === 'live' ? false : POLL_MS,
  });
};

export const openOrders = ({ pending, in_progress: inProgress }: OperatorLoad): number =>
  pending + inProgress;

/** Whoever can be given orders, with what they have before them; whoever has least comes first. */
export function OperatorField({
  value,
  choose,
  also,
}: {
  value: number | '';
  choose: (id: number) => void;
  /** Who has the order now, even if they could not be given it any more. */
  also?: { readonly id: number; readonly name: string };
}) {
  const t = useTranslations('work');
  const operators = useOperators();
  const takers = operators.data?.filter((each) => each.can_take) ?? [];
  const isKnown = also === undefined || takers.some(({ id }) => id === also.id);
  return (
    <label className="field">
      {t('operator')}
      <select
        name="operator"
        required
        value={value === '' ? '' : String(value)}
        onChange={({ target }) => choose(Number(target.value))}
      >
        {value === '' && <option value="">{t('choose')}</option>}
        {!isKnown && <option value={also.id}>{also.name}</option>}
        {takers.map((each) => (
          <option key={each.id} value={each.id}>
            {t('loadOf', { name: each.name, open: openOrders(each), pieces: each.pieces_left })}
          </option>
        ))}
      </select>
    </label>
  );
}
