import { defineEvent, defineJob } from '@antrean/platform/messages';
import { z } from 'zod';
import { permissions } from '../machine.policy.ts';
import { ALARM_KINDS } from '../machine.state.ts';

const alarm = {
  alarmId: z.int(),
  rvmId: z.int(),
  code: z.string(),
  outletId: z.int().nullable(),
  kind: z.enum(ALARM_KINDS),
};

/** Who hears of it: whoever may read the machine. */
const atMachine = {
  namespace: '/notifications',
  readers: [{ holding: permissions.read, outlet: (e: { outletId: number | null }) => e.outletId }],
};
const subjectOf = ({ rvmId }: { rvmId: number }): string => `rvm:${rvmId}`;

export const alarmRaised = defineEvent({
  name: 'rvm.alarm.raised',
  version: 1,
  summary: 'Somebody has to see to a reverse vending machine.',
  schema: z.object(alarm),
  realtime: atMachine,
  audit: {
    RVM_ALARM_RAISED: (e) => ({ subject: subjectOf(e), detail: `Machine ${e.code}: alarm ${e.kind}` }),
  },
});

export const alarmAcknowledged = defineEvent({
  name: 'rvm.alarm.acknowledged',
  version: 1,
  summary: 'Somebody sees to an alarm of a reverse vending machine.',
  schema: z.object({ ...alarm, by: z.int() }),
  realtime: atMachine,
  audit: {
    RVM_ALARM_ACKNOWLEDGED: (e) => ({
      subject: subjectOf(e),
      detail: `Machine ${e.code}: user ${e.by} sees to the alarm ${e.kind}`,
    }),
  },
});

export const alarmCleared = defineEvent({
  name: 'rvm.alarm.cleared',
  version: 1,
  summary:
    'An alarm of a reverse vending machine is over: by a person, or because the machine is well again.',
  schema: z.object({ ...alarm, by: z.int().nullable(), note: z.string().nullable() }),
  realtime: atMachine,
  audit: {
    RVM_ALARM_CLEARED: (e) => ({
      subject: subjectOf(e),
      detail: `Machine ${e.code}: alarm ${e.kind} is over${e.note === null ? '' : `: ${e.note}`}`,
    }),
  },
});

export const openWorkOrder = defineJob({
  name: 'rvm.open-work-order',
  version: 1,
  summary: 'Opens the work order of an alarm.',
  queue: 'machines',
  schema: z.object({ alarmId: z.int() }),
  attempts: 8,
  timeoutMs: 30_000,
  backoffMs: 2_000,
});
