import { defineEvent, defineJob, defineSignal } from '@antrean/platform/messages';
import { z } from 'zod';
import { permissions } from './machine.policy.ts';
import { CAUSES, OVERRIDES, STATUSES } from './machine.state.ts';

/** Who hears of a machine: whoever may read it. */
const atMachine = {
  namespace: '/notifications',
  readers: [{ holding: permissions.read, outlet: (e: { outletId: number | null }) => e.outletId }],
};

const machine = { rvmId: z.int(), code: z.string(), outletId: z.int().nullable() };

export const machineCreated = defineEvent({
  name: 'rvm.created',
  version: 1,
  summary: 'A reverse vending machine was added.',
  schema: z.object({ ...machine, name: z.string() }),
  realtime: atMachine,
  audit: {
    RVM_CREATED: ({ rvmId, code, name }) => ({
      subject: `rvm:${rvmId}`,
      detail: `Machine ${code} "${name}" was added`,
    }),
  },
});

export const machineUpdated = defineEvent({
  name: 'rvm.updated',
  version: 1,
  summary: 'What is known of a reverse vending machine was changed.',
  schema: z.object({ ...machine, name: z.string(), changed: z.array(z.string()) }),
  realtime: atMachine,
  audit: {
    RVM_UPDATED: ({ rvmId, code, changed }) => ({
      subject: `rvm:${rvmId}`,
      detail: `Machine ${code} was changed: ${changed.join(', ')}`,
    }),
  },
});

export const machineDeleted = defineEvent({
  name: 'rvm.deleted',
  version: 1,
  summary: 'A reverse vending machine was taken away.',
  schema: z.object(machine),
  realtime: atMachine,
  audit: {
    RVM_DELETED: ({ rvmId, code }) => ({
      subject: `rvm:${rvmId}`,
      detail: `Machine ${code} was deleted`,
    }),
  },
});

const counters = z.record(z.string(), z.int());

export const machineStatusChanged = defineEvent({
  name: 'rvm.status.changed',
  version: 1,
  summary: 'A reverse vending machine came to another status.',
  schema: z.object({
    ...machine,
    oldStatus: z.enum(STATUSES),
    newStatus: z.enum(STATUSES),
    cause: z.enum(CAUSES),
    /** Grows by one with each change of this machine. */
    statusVersion: z.int(),
    at: z.string(),
    /** Of the machine's last report. */
    seq: z.int().nullable(),
    telemetry: z.object({ fillPercent: z.int().nullable(), counters, message: z.string().nullable() }),
  }),
  realtime: atMachine,
  audit: {
    RVM_STATUS_CHANGED: ({ rvmId, code, oldStatus, newStatus, cause }) => ({
      subject: `rvm:${rvmId}`,
      detail: `Machine ${code}: ${oldStatus} → ${newStatus} (${cause})`,
    }),
  },
});

export const machineOverridden = defineEvent({
  name: 'rvm.overridden',
  version: 1,
  summary: 'Somebody has said for a while how a reverse vending machine is, or has taken that back.',
  schema: z.object({
    ...machine,
    by: z.int(),
    override: z
      .object({ status: z.enum(OVERRIDES), until: z.string(), reason: z.string().nullable() })
      .nullable(),
  }),
  realtime: atMachine,
  audit: {
    RVM_OVERRIDDEN: ({ rvmId, code, override }) =>
      override && {
        subject: `rvm:${rvmId}`,
        detail:
          `Machine ${code} is said to be ${override.status} until ${override.until}` +
          (override.reason === null ? '' : `: ${override.reason}`),
      },
    RVM_OVERRIDE_LIFTED: ({ rvmId, code, override }) =>
      override === null
        ? { subject: `rvm:${rvmId}`, detail: `Machine ${code} speaks for itself again` }
        : null,
  },
});

export const endOverride = defineJob({
  name: 'rvm.override.end',
  version: 1,
  summary: 'Looks whether the time of an override is over.',
  queue: 'machines',
  schema: z.object({ rvmId: z.int() }),
  attempts: 8,
  timeoutMs: 30_000,
  backoffMs: 1_000,
});

export const machineReading = defineSignal({
  name: 'rvm.reading',
  version: 1,
  summary: 'What a reverse vending machine says of itself: how full it is, what it has counted.',
  schema: z.object({
    rvmId: z.int(),
    outletId: z.int().nullable(),
    status: z.enum(STATUSES),
    fillPercent: z.int().nullable(),
    counters,
    message: z.string().nullable(),
  }),
  realtime: atMachine,
  key: ({ rvmId }) => String(rvmId),
  everyMs: 1_000,
});

export const machineEvents = [
  machineCreated,
  machineUpdated,
  machineDeleted,
  machineStatusChanged,
  machineOverridden,
  machineReading,
  endOverride,
];
