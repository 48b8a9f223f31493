import { describe, expect, it } from '@jest/globals';
import { reportInputs, type ReportInput, type ReportSource } from '@antrean/platform/report';
import { z } from 'zod';
import { system } from './index.ts';

const { reports } = system;

type JsonSchema = Record<string, unknown>;

/** The enumerated values of the properties with this name, at whatever depth of an answer. */
function enumeratedIn(schema: unknown, key: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, below]: [string, unknown]) => [
    ...(name === key ? valuesOf(below) : []),
    ...enumeratedIn(below, key),
  ]);
}

function valuesOf(schema: unknown): string[] {
  const { enum: values, anyOf } = (schema ?? {}) as { enum?: unknown[]; anyOf?: unknown[] };
  return [...(values ?? []), ...(anyOf ?? []).flatMap(valuesOf)].filter((value) => typeof value === 'string');
}

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' });

const columns = reports.flatMap((report) =>
  report.columns
    .filter(({ onlyCsv }) => !onlyCsv)
    .map((column) => ({
      report: report.name,
      column,
      values: enumeratedIn(jsonSchema(report.response, 'output'), column.key),
    }))
    .filter(({ values }) => values.length > 0),
);
const parameters = reports.flatMap((report) =>
  Object.entries(report.parameters.shape).flatMap(([name, schema]) =>
    valuesOf(jsonSchema(schema as z.ZodType, 'input')).map((value) => ({ report, name, value })),
  ),
);

describe('enumerated values in PDFs', () => {
  it('are found', () => {
    const found = columns.map(({ report, column }) => `${report}.${column.key}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'rejections.statusPesanan',
        'rejections.approvalStatus',
        'rejections.requestType',
        'sales-payment-method.paymentMethod',
        'workorders.status',
      ]),
    );
    expect(new Set(parameters.map(({ name }) => name))).toEqual(
      new Set(['groupBy', 'status', 'approvalStatus', 'paymentMethod', 'priority']),
    );
  });

  it.each(columns)(
    '$report.$column.key has a word in both languages for each value',
    ({ column, values }) => {
      for (const value of values) {
        expect(column.words?.[value]).toEqual({ id: expect.any(String), en: expect.any(String) });
        expect(Object.values(column.words![value]!).join(' ')).not.toMatch(/_|^\s*$/);
      }
    },
  );

  it.each(parameters)('$report.name tells $name $value in words', async ({ report, name, value }) => {
    const source = { zone: 'Asia/Jakarta', signal: new AbortController().signal } as ReportSource;
    const asked = report.parameters.parse({ [name]: value });
    const told = await report.filters(source, asked as never);
    expect(told.map((filter) => filter.value)).toContainEqual({
      id: expect.stringMatching(/^[^_]+$/),
      en: expect.stringMatching(/^[^_]+$/),
    });
  });
});

describe('what people are asked for a report', () => {
  const shared: Readonly<Partial<Record<string, ReportInput>>> = reportInputs;
  const inputs = reports.flatMap((report) =>
    Object.keys(report.parameters.shape)
      // Aliases, and the place in a list that only programs go through.
      .filter((name) => !['startDate', 'endDate', 'after'].includes(name))
      .map((name) => ({ report: report.name, name, input: report.inputs?.[name] ?? shared[name] })),
  );

  it.each(inputs)('$report.$name has a label in both languages', ({ input }) => {
    expect(input?.label).toEqual({ id: expect.any(String), en: expect.any(String) });
  });

  it.each(parameters)('$report.name has a word for its choice $name $value', ({ report, name, value }) => {
    expect(report.inputs?.[name]?.words?.[value]).toEqual({ id: expect.any(String), en: expect.any(String) });
  });
});
