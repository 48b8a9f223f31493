import type { TextStyle } from './typesetter.ts';

/** One accent; everything else is a grey of the same cool family. */
export const COLOR = {
  ink: '#1a2230',
  soft: '#667085',
  line: '#e4e7ec',
  tint: '#f2f6f7',
  accent: '#0f5c6e',
} as const;

/** For series in a chart: the accent and what is left of it, then greys. */
const SERIES_COLORS = ['#0f5c6e', '#7fb0ba', '#344054', '#b9d3d8', '#98a2b3'] as const;

export function seriesColor(index: number): string {
  return SERIES_COLORS[index % SERIES_COLORS.length] ?? COLOR.accent;
}

const style = (size: number, weight: TextStyle['weight'], color: string): TextStyle => ({
  size,
  weight,
  color,
});

export const TEXT = {
  organisation: style(8.5, 'bold', COLOR.accent),
  title: style(21, 'bold', COLOR.ink),
  period: style(10.5, 'regular', COLOR.soft),
  label: style(7.5, 'regular', COLOR.soft),
  value: style(9, 'regular', COLOR.ink),
  running: style(7.5, 'regular', COLOR.soft),
  footer: style(7.5, 'regular', COLOR.soft),
  chartTitle: style(10, 'bold', COLOR.ink),
  chartLabel: style(7.5, 'regular', COLOR.soft),
  chartValue: style(7.5, 'bold', COLOR.ink),
  header: style(8, 'bold', COLOR.soft),
  cell: style(8.5, 'regular', COLOR.ink),
  total: style(8.5, 'bold', COLOR.ink),
} as const;

/** Points. */
export const PAGE = { margin: 44, top: 56, bottom: 56, footer: 30, runningHead: 34 } as const;
