import { ApiProblem, ifMatch, unwrap, type paths } from '@antrean/client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../antrean.ts';
import { toast } from '../toast.tsx';
import { useFact } from './facts.tsx';
import { OPERATORS, putWorkOrder, readWorkOrder, type WorkOrder } from './work-order-data.ts';

export type Wish = NonNullable<
  paths['/api/workorders/{id}']['put']['requestBody']
>['content']['application/json'];
export type Move = Pick<Wish, 'operator_id' | 'status'>;

export const changeWorkOrder = (
  id: number,
  body: Wish,
  headers: { 'If-Match': string },
): Promise<WorkOrder> => unwrap(api.PUT('/api/workorders/{id}', { params: { path: { id } }, headers, body }));

/** What is dragged somewhere: it stays where it was until the server has said yes, and can be taken back. */
export function useMoves(): { sending: ReadonlySet<number>; move(order: WorkOrder, to: Move): void } {
  const t = useTranslations();
  const say = useFact();
  const queries = useQueryClient();
  const [sending, setSending] = useState<ReadonlySet<number>>(new Set());

  /** @param isUndo an undone move is not offered to be done again */
  const move = (order: WorkOrder, to: Move, isUndo = false): void => {
    const { id, number } = order;
    if (sending.has(id)) return;
    setSending((all) => new Set(all).add(id));
    const isAssignment = to.operator_id !== undefined;
    const where = (state: WorkOrder): string => say(isAssignment ? 'operator' : 'status', state);
    const back: Move = isAssignment ? { operator_id: order.operator_id } : { status: order.status };
    changeWorkOrder(id, to, ifMatch(order.version))
      .then((changed) => {
        putWorkOrder(queries, changed);
        void queries.invalidateQueries({ queryKey: OPERATORS });
        toast(
          t('work.moved', { number, where: where(changed) }),
          isUndo ? undefined : { label: t('work.undo'), run: () => move(changed, back, true) },
        );
      })
      .catch(async (error: unknown) => {
        const problem = error instanceof ApiProblem ? error.problem : null;
        const fresh =
          problem && [409, 412].includes(problem.status) ? await readWorkOrder(id).catch(() => null) : null;
        if (fresh) putWorkOrder(queries, fresh);
        if (fresh && problem?.status === 412)
          return toast(t('work.overlap', { number }), {
            label: t('overlap.take'),
            run: () => move(fresh, to),
          });
        const why = problem ? (problem.detail ?? problem.title) : t('problem.unreachable');
        return toast(t('work.refused', { number, why }));
      })
      .finally(() => setSending((all) => new Set([...all].filter((each) => each !== id))));
  };
  return { sending, move: (order, to) => move(order, to) };
}
