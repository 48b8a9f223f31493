import { cleanText } from './clean-text.ts';
import type { PageFlow } from './page-flow.ts';
import type { ReportSpec } from './report-spec.ts';
import { COLOR, TEXT } from './style.ts';
import type { Typesetter } from './typesetter.ts';
import { NO_VALUE, type ValueFormat } from './value-format.ts';
import { WORDING } from './wording.ts';

const FACT_WIDTH = 150;
const GAP = 16;

/** Whose report it is, what about, for which days, and under which conditions it was made. */
export function drawTitleBlock(
  setter: Typesetter,
  format: ValueFormat,
  flow: PageFlow,
  spec: ReportSpec,
): void {
  const wording = WORDING[spec.language];
  const width = flow.right - flow.left;

  flow.y += 2;
  setter.draw(setter.line(spec.organisation, TEXT.organisation, width), flow.left, flow.y, TEXT.organisation);
  flow.y += 10;
  for (const line of setter.lines(spec.title, TEXT.title, width, 2)) {
    flow.y += 19;
    setter.draw(line, flow.left, flow.y, TEXT.title);
    flow.y += 7;
  }
  if (spec.period !== undefined) {
    flow.y += 12;
    const { from, to } = spec.period;
    const days = from === to ? format.date(from) : `${format.date(from)} – ${format.date(to)}`;
    setter.draw(setter.line(days, TEXT.period, width), flow.left, flow.y, TEXT.period);
  }
  flow.y += 20;
  drawFacts(setter, flow, [
    ...spec.filters,
    { label: wording.zone, value: spec.zone },
    { label: wording.generatedAt, value: format.instant(spec.generatedAt) },
    { label: wording.generatedBy, value: spec.generatedBy },
  ]);
}

/** Label above value, side by side, in as many rows as it takes. */
function drawFacts(
  setter: Typesetter,
  flow: PageFlow,
  facts: readonly { label: string; value: string }[],
): void {
  const width = flow.right - flow.left;
  const perRow = Math.max(1, Math.floor((width + GAP) / (FACT_WIDTH + GAP)));
  const factWidth = (width + GAP) / perRow - GAP;
  flow.rule(flow.y, 0.5, COLOR.line);
  for (let first = 0; first < facts.length; first += perRow) {
    const row = facts.slice(first, first + perRow).map(({ label, value }) => ({
      label: setter.line(label, TEXT.label, factWidth),
      values: setter.lines(cleanText(value) || NO_VALUE, TEXT.value, factWidth, 3),
    }));
    const height = 26 + 12 * Math.max(1, ...row.map(({ values }) => values.length));
    if (height > flow.room()) flow.next();
    for (const [column, { label, values }] of row.entries()) {
      const x = flow.left + column * (factWidth + GAP);
      setter.draw(label, x, flow.y + 18, TEXT.label);
      for (const [index, value] of values.entries())
        setter.draw(value, x, flow.y + 31 + index * 12, TEXT.value);
    }
    flow.y += height;
  }
  flow.y += 4;
  flow.rule(flow.y, 0.5, COLOR.line);
  flow.y += 26;
}
