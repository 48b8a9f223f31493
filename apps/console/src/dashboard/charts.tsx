import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Decimation,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ChartConfiguration,
} from 'chart.js';
import { useEffect, useRef } from 'react';

Chart.register(
  ...[BarController, BarElement, CategoryScale, Decimation],
  ...[LinearScale, LineController, LineElement, PointElement],
);

/** Nothing that is not seen is computed: no animation, no hovering. */
const BASE = { animation: false as const, responsive: true, maintainAspectRatio: false, events: [] };

/** The colours of the page as it is now: of the canvas' text, and of its border. */
const coloursOf = (canvas: HTMLCanvasElement): { ink: string; line: string } => {
  const { color, borderTopColor } = getComputedStyle(canvas);
  return { ink: color, line: borderTopColor };
};

/** One chart for the life of its canvas: made once by `configure`, and changed in place while the page is seen. */
function useChart<T extends 'bar' | 'line'>(
  configure: (colours: { ink: string; line: string }) => ChartConfiguration<T>,
  change: (chart: Chart<T>) => void,
) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<T> | null>(null);
  const configured = useRef(configure);
  useEffect(() => {
    if (!canvas.current) return undefined;
    const made = new Chart(canvas.current, configured.current(coloursOf(canvas.current)));
    chart.current = made;
    return () => {
      chart.current = null;
      made.destroy();
    };
  }, []);
  useEffect(() => {
    if (!chart.current || document.hidden) return;
    change(chart.current);
    chart.current.update('none');
  });
  return canvas;
}

/** How many there are of each. */
export function Bars({ label, counts }: { label: string; counts: readonly (readonly [string, number])[] }) {
  const canvas = useChart<'bar'>(
    ({ ink, line }) => ({
      type: 'bar',
      data: { labels: [], datasets: [{ data: [], backgroundColor: ink }] },
      options: {
        ...BASE,
        scales: {
          x: { ticks: { color: line }, grid: { display: false } },
          y: { beginAtZero: true, ticks: { color: line, precision: 0 }, grid: { display: false } },
        },
      },
    }),
    (chart) => {
      chart.data.labels = counts.map(([name]) => name);
      const [bars] = chart.data.datasets;
      if (!bars) return;
      bars.data = counts.map(([, count]) => count);
      bars.backgroundColor = coloursOf(chart.canvas).ink;
    },
  );
  return (
    <Canvas label={`${label}: ${counts.map(([name, count]) => `${name} ${count}`).join(', ')}`} at={canvas} />
  );
}

/** Bars side by side for each label; a series after the first has the colour of quiet text. */
export function Groups({
  label,
  labels,
  series,
}: {
  label: string;
  labels: readonly string[];
  series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}) {
  const canvas = useChart<'bar'>(
    ({ line }) => ({
      type: 'bar',
      data: { labels: [], datasets: [] },
      options: {
        ...BASE,
        scales: {
          x: { ticks: { color: line }, grid: { display: false } },
          y: { beginAtZero: true, ticks: { color: line }, grid: { display: false } },
        },
      },
    }),
    (chart) => {
      const { ink, line } = coloursOf(chart.canvas);
      chart.data.labels = [...labels];
      chart.data.datasets = series.map(({ name, values }, i) => ({
        label: name,
        data: [...values],
        backgroundColor: i % 2 === 0 ? ink : line,
      }));
    },
  );
  return <Canvas label={label} at={canvas} />;
}

export interface Point {
  /** In seconds. */
  readonly x: number;
  readonly y: number;
}

/** How something went on, up to now. */
export function Line({ label, points }: { label: string; points: readonly Point[] }) {
  const canvas = useChart<'line'>(
    ({ ink, line }) => ({
      type: 'line',
      data: { datasets: [{ data: [], borderColor: ink, borderWidth: 2, pointRadius: 0 }] },
      options: {
        ...BASE,
        parsing: false,
        normalized: true,
        // Hours have more seconds than the canvas has columns; of each column the highest and the lowest are drawn.
        plugins: { decimation: { enabled: true, algorithm: 'min-max' } },
        scales: {
          x: { type: 'linear', display: false },
          y: { beginAtZero: true, ticks: { color: line, precision: 0 }, grid: { display: false } },
        },
      },
    }),
    (chart) => {
      const [curve] = chart.data.datasets;
      if (!curve) return;
      curve.data = [...points];
      curve.borderColor = coloursOf(chart.canvas).ink;
    },
  );
  return <Canvas label={`${label}: ${points.at(-1)?.y ?? '–'}`} at={canvas} />;
}

const Canvas = ({ label, at }: { label: string; at: React.RefObject<HTMLCanvasElement | null> }) => (
  <div className="chart">
    <canvas ref={at} role="img" aria-label={label} />
  </div>
);
