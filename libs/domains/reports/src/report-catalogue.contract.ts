import { instant } from '@antrean/platform/http';
import { reportInputs, type Report, type ReportColumn, type ReportInput } from '@antrean/platform/report';
import { z } from 'zod';

type Language = 'id' | 'en';

const FORMATS = [
  'text',
  'integer',
  'decimal1',
  'percent',
  'date',
  'instant',
  'instant-with-seconds',
] as const;

const inputView = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'integer', 'date', 'choice']),
  required: z.boolean(),
  maxLength: z.int().nullable(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
  default: z.string().nullable().describe('What holds when it is not given'),
  of: z
    .string()
    .nullable()
    .describe('Whose ids it takes: `shift`, `department`, `outlet`, `operator`, `action`'),
});

/** A report as somebody chooses it: what it is called, what it takes, what its table has. */
export const reportCard = z.object({
  name: z.string().describe('As `report` in jobs and schedules'),
  path: z.string(),
  title: z.string(),
  takesDates: z.boolean(),
  inputs: z.array(inputView),
  columns: z.array(z.string()),
});

/** The body that asks for a table: the parameters are those of the report that it names. */
export function reportTableRequest(reports: readonly Report[]) {
  const [first, ...rest] = reports.map(({ name, parameters }) =>
    z.strictObject({ report: z.literal(name), params: parameters.strict().prefault({}) }),
  );
  if (!first) throw new Error('there is no report to show');
  return z.discriminatedUnion('report', [first, ...rest]);
}

const cell = z.union([z.string(), z.number(), z.boolean()]).nullable();

export const reportTableView = z.object({
  report: z.string(),
  title: z.string(),
  params: z
    .record(z.string(), z.unknown())
    .describe('As they were understood: aliases and defaults resolved'),
  readAt: instant,
  columns: z.array(z.object({ key: z.string(), header: z.string(), format: z.enum(FORMATS) })),
  rows: z.array(z.array(cell)).describe('In the order of the columns'),
  isCut: z.boolean().describe('There are more rows; a report job makes them all'),
  totals: z.array(z.number().nullable()).nullable().describe('In the order of the columns'),
  chart: z
    .object({
      kind: z.enum(['bars', 'lines', 'shares']),
      title: z.string(),
      labels: z.array(z.string()),
      series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
    })
    .nullable(),
});

/** Of what is made concrete anyway: aliases, and the place in a list that only programs go through. */
const NOT_ASKED = new Set(['startDate', 'endDate', 'after']);

const described = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  maxLength: z.int().optional(),
  enum: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number()]).optional(),
});

export function toCard(report: Report, language: Language): z.infer<typeof reportCard> {
  return {
    name: report.name,
    path: report.path,
    title: report.title[language],
    takesDates: 'tanggalMulai' in report.parameters.shape,
    inputs: inputsOf(report, language),
    columns: shownColumns(report).map(({ header }) => header[language]),
  };
}

/** For people: what is for programs stays in the CSV. */
export const shownColumns = ({ columns }: Pick<Report, 'columns'>): readonly ReportColumn[] =>
  columns.filter(({ onlyCsv }) => !onlyCsv);

export const formatOf = ({ format }: ReportColumn): (typeof FORMATS)[number] =>
  FORMATS.find((each) => each === format) ?? 'text';

const shared: Readonly<Partial<Record<string, ReportInput>>> = reportInputs;

function inputsOf({ parameters, inputs }: Report, language: Language): z.infer<typeof inputView>[] {
  const { properties = {}, required = [] } = z.toJSONSchema(parameters, {
    io: 'output',
    unrepresentable: 'any',
  });
  return Object.entries(properties)
    .filter(([name]) => !NOT_ASKED.has(name))
    .map(([name, schema]) => {
      const { type, format, maxLength, enum: values, default: usual } = described.parse(schema);
      const { label, words, of } = inputs?.[name] ?? shared[name] ?? {};
      return {
        name,
        label: label?.[language] ?? name,
        kind: values
          ? ('choice' as const)
          : format === 'date'
            ? ('date' as const)
            : type === 'integer'
              ? ('integer' as const)
              : ('text' as const),
        required: required.includes(name) && usual === undefined,
        maxLength: maxLength ?? null,
        choices: values?.map((value) => ({ value, label: words?.[value]?.[language] ?? value })) ?? null,
        default: usual === undefined ? null : String(usual),
        of: of ?? null,
      };
    });
}
