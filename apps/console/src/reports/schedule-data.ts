import { done, ifMatch, unwrap, type paths } from '@antrean/client';
import { api } from '../antrean.ts';
import type { Format } from './report-data.ts';
import type { ReportParams } from './report-params.ts';

type Json<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : never;
export type SchedulePage = Json<paths['/api/report-schedules']['get']['responses'][200]>;
export type Schedule = SchedulePage['data'][number];
export type NextRuns = Json<paths['/api/report-schedules/next-runs']['get']['responses'][200]>;
type Creation = NonNullable<
  paths['/api/report-schedules']['post']['requestBody']
>['content']['application/json'];
type Change = NonNullable<
  paths['/api/report-schedules/{id}']['patch']['requestBody']
>['content']['application/json'];

export const SCHEDULES = ['reports', 'schedules'] as const;

export const PERIODS = [
  'today',
  'yesterday',
  'last-7-days',
  'last-30-days',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
] as const;
export type Period = (typeof PERIODS)[number];
export const periodOf = (text: string): Period | undefined => PERIODS.find((each) => each === text);

export const readSchedules = (after: string | null): Promise<SchedulePage> =>
  unwrap(
    api.GET('/api/report-schedules', {
      params: { query: { limit: 20, ...(after === null ? {} : { after }) } },
    }),
  );

export const readSchedule = (id: number): Promise<Schedule> =>
  unwrap(api.GET('/api/report-schedules/{id}', { params: { path: { id } } }));

export const readNextRuns = (cron: string, timezone: string, period: Period | undefined): Promise<NextRuns> =>
  unwrap(
    api.GET('/api/report-schedules/next-runs', {
      params: {
        query: {
          cron,
          ...(timezone === '' ? {} : { timezone }),
          ...(period === undefined ? {} : { period }),
        },
      },
    }),
  );

/** What a schedule's form says. */
export interface Wanted {
  readonly name: string;
  readonly params: ReportParams;
  readonly period: Period | undefined;
  readonly format: Format;
  readonly cron: string;
  /** Empty: the business's. */
  readonly timezone: string;
  readonly recipients: readonly string[];
  readonly attach: boolean;
}

const wire = ({ name, params, period, format, cron, timezone, recipients, attach }: Wanted) => ({
  ...{ params: { ...params }, cron, attach, recipients: [...recipients] },
  ...(name === '' ? {} : { name }),
  ...(period === undefined ? {} : { period }),
  ...(timezone === '' ? {} : { timezone }),
  format: format === 'pdf' ? ('pdf' as const) : ('csv' as const),
  delimiter: format === 'csv-semicolon' ? ('semicolon' as const) : ('comma' as const),
  bom: format === 'csv-semicolon',
});

// Which reports there are and what they take comes from the api, which also checks it: here it is data.
const isCreation = (body: ReturnType<typeof wire> & { report: string }): body is typeof body & Creation =>
  body.report !== '';

/** @param key of the form: sent again with the same one, it is the same schedule */
export async function createSchedule(report: string, wanted: Wanted, key: string): Promise<Schedule> {
  const body = { report, ...wire(wanted) };
  if (!isCreation(body)) throw new TypeError('A report has a name');
  return unwrap(api.POST('/api/report-schedules', { body, headers: { 'Idempotency-Key': key } }));
}

const patch = (id: number, version: number, body: Change): Promise<Schedule> =>
  unwrap(
    api.PATCH('/api/report-schedules/{id}', { params: { path: { id }, header: ifMatch(version) }, body }),
  );

export const changeSchedule = (id: number, version: number, wanted: Wanted): Promise<Schedule> =>
  patch(id, version, wire(wanted));

export const setActive = ({ id, version }: Schedule, isActive: boolean): Promise<Schedule> =>
  patch(id, version, { isActive });

export const deleteSchedule = ({ id, version }: Schedule): Promise<void> =>
  done(api.DELETE('/api/report-schedules/{id}', { params: { path: { id }, header: ifMatch(version) } }));

export const runNow = (id: number, key: string) =>
  unwrap(
    api.POST('/api/report-schedules/{id}/run', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': key },
    }),
  );
