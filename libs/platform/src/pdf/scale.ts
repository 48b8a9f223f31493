export interface Scale {
  /** Round numbers from bottom to top, zero among them. */
  ticks: number[];
  min: number;
  max: number;
}

/** An axis that holds zero and all values, in four or so round steps (1, 2 or 5 times a power of ten). */
export function scaleFor(values: readonly number[]): Scale {
  let low = 0;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high - low < 1e-12) high = 1;
  const step = roundStep((high - low) / 4);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { ticks, min: first * step, max: last * step };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  return factor * power;
}
