import { drawAxisChart } from './axis-chart.ts';
import type { ChartFrame } from './chart-frame.ts';
import type { PageFlow } from './page-flow.ts';
import type { ReportChart } from './report-spec.ts';
import { drawShareChart, shareChartHeight } from './share-chart.ts';
import { seriesColor, TEXT } from './style.ts';
import type { Typesetter } from './typesetter.ts';

const AXIS_HEIGHT = 170;
const HEAD_HEIGHT = 22;
const SWATCH = 6;

/** Title, legend and the chart itself, on one page. */
export function drawChart(
  frame: Omit<ChartFrame, 'left' | 'right' | 'top'>,
  flow: PageFlow,
  chart: ReportChart,
): void {
  const { doc, setter } = frame;
  const shares = chart.kind === 'shares';
  const height = HEAD_HEIGHT + (shares ? shareChartHeight(chart) : AXIS_HEIGHT);
  if (height > flow.room()) flow.next();
  const width = flow.right - flow.left;
  const title = setter.line(chart.title, TEXT.chartTitle, width / 2);
  setter.draw(title, flow.left, flow.y + 4, TEXT.chartTitle);
  if (!shares && chart.series.length > 1) drawLegend(doc, setter, flow, chart, width - title.width - 24);

  const placed = { ...frame, left: flow.left, right: flow.right, top: flow.y + HEAD_HEIGHT };
  if (shares) drawShareChart(placed, chart);
  else drawAxisChart(placed, chart, AXIS_HEIGHT);
  flow.y += height + 24;
}

/** Right-aligned, so drawn from the last series to the first. */
function drawLegend(
  doc: PDFKit.PDFDocument,
  setter: Typesetter,
  flow: PageFlow,
  { series }: ReportChart,
  room: number,
): void {
  const labelWidth = Math.max(12, room / series.length - SWATCH - 18);
  let x = flow.right;
  for (const [index, { name }] of [...series.entries()].reverse()) {
    const label = setter.line(name, TEXT.chartLabel, labelWidth);
    setter.draw(label, x, flow.y + 4, TEXT.chartLabel, 'right');
    x -= label.width + 4 + SWATCH;
    doc.rect(x, flow.y - 1.5, SWATCH, SWATCH).fill(seriesColor(index));
    x -= 14;
  }
}
