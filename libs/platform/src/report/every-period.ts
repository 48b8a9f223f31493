import { DateTime } from 'luxon';

/** From fine to coarse. */
const UNITS = ['day', 'week', 'month'] as const;
export type PeriodUnit = (typeof UNITS)[number];

/** More could not be told apart on a page. */
export const CHART_POINTS = 400;

/**
 * The values of all periods of a range, for a chart: zero where there was nothing. A range with more than
 * {@link CHART_POINTS} is cut to what there is; what is too long still is summed by week or by month.
 *
 * @param found the periods with something, by their first day (`YYYY-MM-DD`; a week begins on Monday), oldest first
 * @param range first and last day; a side that is open ends with what there is
 */
export function everyPeriod(
  found: readonly { period: string; value: number }[],
  unit: PeriodUnit,
  range: { from?: string | undefined; to?: string | undefined },
): { labels: string[]; values: number[] } {
  const [first, last] = [found[0]?.period, found.at(-1)?.period];
  if (first === undefined || last === undefined) return { labels: [], values: [] };
  const asked = { from: range.from ?? first, to: range.to ?? last };
  const coarser = UNITS.slice(UNITS.indexOf(unit));
  const choices = [{ ...asked, unit }, ...coarser.map((each) => ({ from: first, to: last, unit: each }))];
  const chosen = choices.find((choice) => countOf(choice) <= CHART_POINTS);
  // Only a history of 33 years has too many months.
  if (!chosen) return { labels: found.map(({ period }) => period), values: found.map(({ value }) => value) };
  const start = dayOf(chosen.from).startOf(chosen.unit);
  const sums = new Map<string, number>();
  const count = countOf(chosen);
  for (let n = 0; n < count; n += 1) sums.set(labelOf(start.plus({ [chosen.unit]: n })), 0);
  for (const { period, value } of found) {
    const label = labelOf(dayOf(period).startOf(chosen.unit));
    sums.set(label, (sums.get(label) ?? 0) + value);
  }
  return { labels: [...sums.keys()], values: [...sums.values()] };
}

interface Choice {
  from: string;
  to: string;
  unit: PeriodUnit;
}

function countOf({ from, to, unit }: Choice): number {
  const [start, end] = [dayOf(from).startOf(unit), dayOf(to).startOf(unit)];
  return Math.floor(end.diff(start, `${unit}s`).as(`${unit}s`)) + 1;
}

const dayOf = (text: string): DateTime => DateTime.fromISO(text, { zone: 'utc' });
const labelOf = (day: DateTime): string => day.toFormat('yyyy-MM-dd');
