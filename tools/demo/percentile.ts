/** The value below or at which `percent` of the values lie, rounded to whole numbers. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return Math.round(sorted[place] ?? 0);
}
