import type { ChartFrame } from './chart-frame.ts';
import type { ReportChart } from './report-spec.ts';
import { scaleFor } from './scale.ts';
import { COLOR, seriesColor, TEXT } from './style.ts';
import type { Line } from './typesetter.ts';

const LABEL_HEIGHT = 16;
/** With more, the figures above the bars would run into each other. */
const MAX_FIGURES = 16;
const MAX_DOTS = 40;

interface Plot {
  left: number;
  right: number;
  /** From a value to its height on the page. */
  y(value: number): number;
  /** The width that belongs to one label. */
  step: number;
}

/** Bars or lines over labels, with a value axis that always holds zero. */
export function drawAxisChart(frame: ChartFrame, chart: ReportChart, height: number): void {
  const { doc, setter, format } = frame;
  const scale = scaleFor(chart.series.flatMap(({ values }) => values.filter(isNumber)));
  const bottom = frame.top + height - LABEL_HEIGHT;
  const unit = chart.format === 'percent' ? '%' : '';
  const ticks = scale.ticks.map((value) => ({
    value,
    line: setter.line(format.number(value) + unit, TEXT.chartLabel),
  }));
  const left = frame.left + Math.max(...ticks.map(({ line }) => line.width)) + 8;
  const plot: Plot = {
    left,
    right: frame.right,
    y: (value) => bottom - ((value - scale.min) / (scale.max - scale.min)) * (bottom - frame.top - 10),
    step: (frame.right - left) / Math.max(1, chart.labels.length),
  };
  for (const { value, line } of ticks) {
    const y = plot.y(value);
    doc.moveTo(left, y).lineTo(frame.right, y).lineWidth(0.5);
    doc.strokeColor(value === 0 ? COLOR.soft : COLOR.line).stroke();
    setter.draw(line, left - 8, y + 2.6, TEXT.chartLabel, 'right');
  }
  if (chart.kind === 'bars') drawBars(frame, chart, plot);
  else drawLines(frame, chart, plot);
  drawLabels(frame, chart.labels, plot, bottom + 12);
}

function drawBars(
  { doc, setter, format }: ChartFrame,
  { labels, series, format: figures }: ReportChart,
  plot: Plot,
) {
  const group = Math.min(plot.step * 0.7, 46 * series.length);
  const bar = group / Math.max(1, series.length);
  const withFigures = labels.length * series.length <= MAX_FIGURES;
  for (const [index, { values }] of series.entries()) {
    for (const [place, value] of values.slice(0, labels.length).entries()) {
      if (!isNumber(value)) continue;
      const x = plot.left + (place + 0.5) * plot.step - group / 2 + index * bar;
      const [top, foot] = [plot.y(Math.max(0, value)), plot.y(Math.min(0, value))];
      doc.rect(x, top, Math.max(0.4, bar * 0.92), Math.max(0.4, foot - top)).fill(seriesColor(index));
      if (withFigures) {
        const figure = setter.line(format.number(value, figures), TEXT.chartValue);
        setter.draw(figure, x + (bar * 0.92) / 2, value < 0 ? foot + 9 : top - 4, TEXT.chartValue, 'center');
      }
    }
  }
}

function drawLines({ doc }: ChartFrame, { labels, series }: ReportChart, plot: Plot) {
  for (const [index, { values }] of [...series.entries()].reverse()) {
    const points = labels.map((_, place) => {
      const value = values[place];
      return isNumber(value) ? { x: plot.left + (place + 0.5) * plot.step, y: plot.y(value) } : null;
    });
    let drawing = false;
    for (const point of points) {
      if (point !== null && drawing) doc.lineTo(point.x, point.y);
      else if (point !== null) doc.moveTo(point.x, point.y);
      drawing = point !== null;
    }
    doc.lineWidth(1.6).lineJoin('round').lineCap('round').strokeColor(seriesColor(index)).stroke();
    if (labels.length > MAX_DOTS) continue;
    for (const point of points)
      if (point !== null) doc.circle(point.x, point.y, 2.2).fill(seriesColor(index));
  }
}

/** Every label, or every second, third … when they would touch. */
function drawLabels({ setter }: ChartFrame, labels: readonly string[], plot: Plot, baseline: number) {
  const lines = labels.map((label): Line => setter.line(label, TEXT.chartLabel, Math.max(plot.step, 70)));
  const widest = Math.max(1, ...lines.map(({ width }) => width)) + 6;
  const every = Math.max(1, Math.ceil(widest / plot.step));
  for (const [place, line] of lines.entries()) {
    if (place % every !== 0) continue;
    const middle = plot.left + (place + 0.5) * plot.step;
    const x = Math.min(Math.max(middle, plot.left + line.width / 2), plot.right - line.width / 2);
    setter.draw(line, x, baseline, TEXT.chartLabel, 'center');
  }
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
