import { prepared, query } from '@antrean/platform/database';
import type { EntityManager } from '@mikro-orm/postgresql';
import { SECTIONS } from './summary.contract.ts';
import { FIGURES, TODAY, zonesOf, type Figures } from './summary.queries.ts';

/** How old they are when they are read anew. */
const EVERY = `interval '0.95 seconds'`;

const ANEW = `jsonb_build_object('date', ${TODAY}, ${SECTIONS.map((section) => `'${section}', (${FIGURES[section]})`).join(', ')})`;

/**
 * One process at a time reads them anew, in the statement that takes its turn; the others have what was read last and wait
 * for nobody. Nothing waits for the disk: they may be lost.
 */
const TAKE_TURN = `
  with unhurried as materialized (select set_config('synchronous_commit', 'off', true)),
    turn as materialized (
      select f.only_row from unhurried cross join dashboard_figures f where f.at <= now() - ${EVERY}
      for update of f skip locked),
    anew as (
      update dashboard_figures f set at = now(), figures = ${ANEW} from turn where f.only_row = turn.only_row
      returning f.at, f.figures)
  select at, figures from anew
  union all
  select at, figures from dashboard_figures where not exists (select from anew)`;

export const READ_FIGURES = prepared(TAKE_TURN);
const MARKS = zonesOf(TAKE_TURN, '').length;

/** All figures, at most about a second old, however many processes ask how often. */
export async function readFigures(
  em: EntityManager,
  { businessZone }: { readonly businessZone: string },
): Promise<Figures> {
  const [row] = await query<{ at: string; figures: { date: string } & Figures['figures'] }>(
    em,
    READ_FIGURES,
    Array.from({ length: MARKS }, () => businessZone),
  );
  if (!row) throw new Error('dashboard_figures has lost its row');
  const { date, ...figures } = row.figures;
  return { at: row.at, date, figures };
}
