import { growingQuery, id, idParameter, instant, note } from '@antrean/platform/http';
import { z } from 'zod';
import { ALARM_KINDS, OVERRIDES } from '../machine.state.ts';

const MAX_ID = 2_147_483_647;

export const alarmParams = z.object({ id: idParameter.max(MAX_ID) });

export const alarmQuery = z.object({
  ...growingQuery(50),
  rvmId: idParameter.max(MAX_ID).optional(),
  kind: z.enum(ALARM_KINDS).optional(),
  open: z.stringbool().optional().describe('true: those that are not over'),
});
export type AlarmQuery = z.output<typeof alarmQuery>;

export const clearInput = z.object({
  note: note(500).nullable().default(null).describe('What was done'),
});

export const alarmView = z.object({
  id,
  rvmId: id,
  code: z.string(),
  outletId: id.nullable(),
  kind: z.enum(ALARM_KINDS),
  state: z.enum(['raised', 'acknowledged', 'cleared']),
  message: z.string().nullable().describe('What the machine said when it was raised'),
  raisedAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: id.nullable(),
  clearedAt: instant.nullable(),
  clearedBy: id.nullable().describe('null: by the machine, which was well again'),
  note: z.string().nullable(),
  workOrder: z.object({ id, number: z.string() }).nullable().describe('What was opened for it'),
});
export type AlarmView = z.infer<typeof alarmView>;

/** As it stands with its machine. */
export const ownAlarm = alarmView.omit({ rvmId: true, code: true, outletId: true });
export type OwnAlarm = z.infer<typeof ownAlarm>;

/** An alarm, as the database has it. */
export type AlarmFacts = Omit<OwnAlarm, 'workOrder' | 'state'> & {
  readonly workOrderId: number | null;
  readonly workOrderNumber: string | null;
};

export const overrideInput = z.object({
  status: z.enum(OVERRIDES),
  until: z.iso.datetime({ offset: true }).describe('To come, and at most 30 days from now'),
  reason: note(500).nullable().default(null),
});
export type OverrideInput = z.output<typeof overrideInput>;
