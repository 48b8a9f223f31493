import { versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** When somebody, or a clinic as a whole (`staffId` null), is available. */
export const AvailabilityRule = defineEntity({
  name: 'AvailabilityRule',
  tableName: 'availability_rules',
  properties: {
    id: p.integer().primary(),
    clinicId: p.integer(),
    staffId: p.integer().nullable(),
    weekdays: p
      .array<number>((item) => Number(item))
      .columnType('integer[]')
      .nullable(),
    rrule: p.text().nullable(),
    startTime: p.text(),
    endTime: p.text(),
    effectiveFrom: p.date(),
    effectiveTo: p.date().nullable(),
    ...versioned,
  },
});
export type AvailabilityRule = InferEntity<typeof AvailabilityRule>;

/** What is not to be booked: of a person, or of a whole clinic (`staffId` null). */
export const AvailabilityBlock = defineEntity({
  name: 'AvailabilityBlock',
  tableName: 'availability_blocks',
  properties: {
    id: p.integer().primary(),
    clinicId: p.integer(),
    staffId: p.integer().nullable(),
    personId: p.integer().nullable(),
    /** Of a person: at whatever clinic they work, because they made it themselves; else at this one alone. */
    everywhere: p.boolean(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    reason: p.text().nullable(),
    ...versioned,
  },
});
export type AvailabilityBlock = InferEntity<typeof AvailabilityBlock>;
