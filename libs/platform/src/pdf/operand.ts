import { remember } from './font-metrics.ts';

/** A number as PDF takes it, without digits that nobody sees. */
export function short(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

/** The operands of a colour, from `#rrggbb`. */
export const rgb = remember((color: string): string =>
  [1, 3, 5].map((at) => short(Number.parseInt(color.slice(at, at + 2), 16) / 255)).join(' '),
);
