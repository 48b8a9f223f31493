import type { ChartFrame } from './chart-frame.ts';
import type { ReportChart } from './report-spec.ts';
import { COLOR, TEXT } from './style.ts';

const MAX_SHARES = 10;
const ROW_HEIGHT = 18;
const LABEL_SHARE = 0.28;
const FIGURES_WIDTH = 110;

/** Points. */
export function shareChartHeight({ labels }: ReportChart): number {
  return Math.min(labels.length, MAX_SHARES + 1) * ROW_HEIGHT;
}

/** One bar per label, with value and percentage; what is beyond the first few is added up. */
export function drawShareChart(frame: ChartFrame, chart: ReportChart): void {
  const { doc, setter, format, left, right, top } = frame;
  const shares = sharesOf(chart, frame.wording.others);
  const total = shares.reduce((sum, { value }) => sum + value, 0);
  const widest = Math.max(0, ...shares.map(({ value }) => value));
  const labelWidth = (right - left) * LABEL_SHARE;
  const barLeft = left + labelWidth + 10;
  const barWidth = right - FIGURES_WIDTH - barLeft;

  for (const [index, { label, value }] of shares.entries()) {
    const baseline = top + index * ROW_HEIGHT + 11;
    setter.draw(setter.line(label, TEXT.value, labelWidth), left, baseline, TEXT.value);
    doc.rect(barLeft, baseline - 7.5, barWidth, 9).fill(COLOR.tint);
    if (value > 0) doc.rect(barLeft, baseline - 7.5, (barWidth * value) / widest, 9).fill(COLOR.accent);
    const percent = format.number(total > 0 ? (100 * value) / total : 0, 'percent');
    const figure = setter.line(format.number(value, chart.format), TEXT.chartValue);
    setter.draw(figure, right - 46, baseline, TEXT.chartValue, 'right');
    setter.draw(setter.line(percent, TEXT.chartLabel), right, baseline, TEXT.chartLabel, 'right');
  }
}

function sharesOf({ labels, series }: ReportChart, others: string): { label: string; value: number }[] {
  const values = series[0]?.values ?? [];
  const all = labels.map((label, index) => ({ label, value: positive(values[index]) }));
  const shown = all.slice(0, MAX_SHARES);
  const rest = all.slice(MAX_SHARES).reduce((sum, { value }) => sum + value, 0);
  return all.length > MAX_SHARES ? [...shown, { label: others, value: rest }] : shown;
}

/** There is no share below nothing. */
function positive(value: number | null | undefined): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
