import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Face } from './facts.tsx';
import { openOrders } from './operators.tsx';
import type { OperatorLoad } from './work-order-data.ts';

/** What everybody has before them: filters the board, and takes what is dropped on it. */
export function Loads({
  operators,
  chosen,
  choose,
  isDragging,
  drop,
}: {
  operators: readonly OperatorLoad[];
  chosen: number | undefined;
  choose: (id: number | undefined) => void;
  isDragging: boolean;
  drop: (operatorId: number) => void;
}) {
  const t = useTranslations('work');
  const most = Math.max(1, ...operators.map((each) => each.pieces_left));
  return (
    <ul className="work-loads" aria-label={t('loads')}>
      {operators.map((each) => (
        <Load
          key={each.id}
          operator={each}
          most={most}
          isChosen={each.id === chosen}
          choose={() => choose(each.id === chosen ? undefined : each.id)}
          drop={isDragging && each.can_take ? () => drop(each.id) : undefined}
        />
      ))}
    </ul>
  );
}

function Load({
  operator,
  most,
  isChosen,
  choose,
  drop,
}: {
  operator: OperatorLoad;
  most: number;
  isChosen: boolean;
  choose: () => void;
  /** Absent where nothing can be dropped. */
  drop: (() => void) | undefined;
}) {
  const t = useTranslations('work');
  const [isOver, setOver] = useState(false);
  const { id, name, overdue, pieces_left: pieces, can_take: canTake } = operator;
  return (
    <li
      data-operator={id}
      data-over={isOver}
      onDragOver={(event) => {
        if (!drop) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        drop?.();
      }}
    >
      <button type="button" aria-pressed={isChosen} onClick={choose}>
        <Face name={name} />
        <span>
          <bdi>{name}</bdi>
          <small>{t('load', { open: openOrders(operator), pieces })}</small>
          {overdue > 0 && <strong data-late="late">{t('lateCount', { count: overdue })}</strong>}
          {!canTake && <strong>{t('cannotTake')}</strong>}
        </span>
        <meter min={0} max={most} value={pieces} aria-label={t('piecesOf', { name })} />
      </button>
    </li>
  );
}
