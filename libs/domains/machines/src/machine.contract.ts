import { growingQuery, id, idParameter, identifier, instant, line } from '@antrean/platform/http';
import { z } from 'zod';
import { ownAlarm, type AlarmFacts } from './alarms/alarm.contract.ts';
import { OVERRIDES, REPORTED_STATUSES, STATUSES, type Status } from './machine.state.ts';

/** The largest id that a table can hold. */
const MAX_ID = 2_147_483_647;
const outletId = id.max(MAX_ID).nullable();

const location = z.object({
  address: line(200).meta({ examples: ['Jl. Sudirman 1, Jakarta'] }),
  lat: z.number().min(-90).max(90).nullable().default(null),
  lng: z.number().min(-180).max(180).nullable().default(null),
});
const bothOrNone = ({ lat, lng }: { lat: number | null; lng: number | null }): boolean =>
  (lat === null) === (lng === null);
const place = location.refine(bothOrNone, 'lat and lng go together / lat dan lng harus diisi keduanya');

const capacity = z.int().min(1).max(1_000_000).describe('How many pieces fit in');

export const newMachine = z.object({
  code: identifier(40)
    .describe('What stands on the machine; unique, whatever its case')
    .meta({ examples: ['RVM-JKT-001'] }),
  name: line(100).meta({ examples: ['RVM Lobi Utara'] }),
  location: place,
  outletId: outletId.default(null).describe('The outlet at which it stands'),
  capacity,
});
export type NewMachine = z.output<typeof newMachine>;

export const machineChanges = z.object({
  code: identifier(40).exactOptional(),
  name: line(100).exactOptional(),
  location: place.exactOptional(),
  outletId: outletId.exactOptional(),
  capacity: capacity.exactOptional(),
});
export type MachineChanges = z.output<typeof machineChanges>;

export const machineParams = z.object({ id: idParameter.max(MAX_ID) });

export const countQuery = z.object({
  outletId: idParameter.max(MAX_ID).optional(),
  q: z.string().trim().min(1).max(100).optional().describe('A part of the code or the name'),
});
export type CountQuery = z.output<typeof countQuery>;

export const machineQuery = countQuery.extend({
  ...growingQuery(50),
  status: z.enum(STATUSES).optional(),
  sort: z
    .enum(['added', 'worst'])
    .default('added')
    .describe('worst: FAULT, FULL, OFFLINE, MAINTENANCE, UNKNOWN, ONLINE, and of each the fullest first'),
});
export type MachineQuery = z.output<typeof machineQuery>;

export const machineCounts = z.record(z.enum(STATUSES), z.int());
export type MachineCounts = z.infer<typeof machineCounts>;

/** Pieces by material. */
export const counters = z.record(z.string(), z.int());

export const machineView = z.object({
  id,
  code: z.string(),
  name: z.string(),
  location: z.object({
    address: z.string(),
    lat: z.number().nullable(),
    lng: z.number().nullable(),
  }),
  outletId: id.nullable(),
  capacity: z.int(),
  status: z
    .enum(STATUSES)
    .describe('UNKNOWN was never heard; OFFLINE has fallen silent, by the clock of the database'),
  statusSince: instant,
  statusBeneath: z
    .enum(STATUSES)
    .describe('What the status is without the override; the same when there is none'),
  override: z
    .object({
      status: z.enum(OVERRIDES),
      until: instant,
      by: id.nullable().describe('The user'),
      reason: z.string().nullable(),
    })
    .nullable(),
  reportedStatus: z.enum(REPORTED_STATUSES).nullable().describe('What the machine itself said last'),
  reportedAt: instant.nullable().describe('By the clock of the machine, which nothing is decided by'),
  lastHeardAt: instant.nullable(),
  fillPercent: z.int().nullable(),
  counters: counters.describe('As the machine said them last'),
  collected: counters.describe('What they have grown by since it was added, also over their being set back'),
  message: z.string().nullable(),
  alarms: z.array(ownAlarm).describe('Those that are not over: at most one of each kind'),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});
export type MachineView = z.infer<typeof machineView>;

export const deviceTokenInput = z.object({
  name: line(100)
    .exactOptional()
    .describe('By which it is known in lists; the code of the machine when absent'),
  expiresAt: z.iso
    .datetime({ offset: true })
    .nullable()
    .default(null)
    .describe('At most 1830 days from now; 366 days when absent'),
});
export const deviceTokenParams = machineParams.extend({ tokenId: z.uuid() });

/** A machine and its state, as the database has them. */
export interface MachineRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly outletId: number | null;
  readonly capacity: number;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly status: Status;
  readonly statusSince: string;
  readonly reportedStatus: MachineView['reportedStatus'];
  readonly reportedAt: string | null;
  readonly lastHeardAt: string | null;
  readonly beats: number;
  readonly fillPercent: number | null;
  readonly counters: Record<string, number>;
  readonly collected: Record<string, number>;
  readonly message: string | null;
  readonly overrideStatus: (typeof OVERRIDES)[number] | null;
  readonly overrideUntil: string | null;
  readonly overrideBy: number | null;
  readonly overrideReason: string | null;
  readonly alarms: readonly AlarmFacts[];
}
