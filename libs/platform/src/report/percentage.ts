/**
 * The share of each count in their sum, in percent with one decimal, such that the shares sum to exactly 100: what
 * rounding down leaves over goes to the largest remainders (for equal ones, to the first).
 * Nothing to share gives zeros.
 */
export function percentages(counts: readonly number[]): number[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count * 1_000) / sum);
  const tenths = exact.map(Math.floor);
  const missing = 1_000 - tenths.reduce((total, share) => total + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) tenths[index] = (tenths[index] ?? 0) + 1;
  return tenths.map((share) => share / 10);
}
