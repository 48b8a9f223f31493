import { id, identifier, line, pageQuery } from '@antrean/platform/http';
import { z } from 'zod';
import type { Department, Outlet, Position, Shift } from './organization.entity.ts';

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 07:00')
  .meta({ examples: ['07:00'] });

/** In a change: switches the row off or on. */
const isActive = z.boolean().exactOptional();

const status = { isActive: z.boolean(), version: z.int() };

export const listQuery = z.object({
  ...pageQuery(50),
  isActive: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
export type ListQuery = z.output<typeof listQuery>;

export const departmentInput = z.object({ name: line(100) });
export const departmentChanges = z.object({ name: line(100).exactOptional(), isActive });
export const departmentBody = z.object({ id, name: z.string(), ...status });

export const positionInput = departmentInput;
export const positionChanges = departmentChanges;
export const positionBody = departmentBody;

export const shiftInput = z.object({ name: line(100), startsAt: timeOfDay, endsAt: timeOfDay });
export const shiftChanges = z.object({
  name: line(100).exactOptional(),
  startsAt: timeOfDay.exactOptional(),
  endsAt: timeOfDay.exactOptional(),
  isActive,
});
export const shiftBody = z.object({
  id,
  name: z.string(),
  startsAt: timeOfDay,
  endsAt: timeOfDay,
  ...status,
});

export const outletInput = z.object({
  code: identifier(20),
  name: line(100),
  address: line(300).nullable().exactOptional(),
});
export const outletChanges = z.object({
  code: identifier(20).exactOptional(),
  name: line(100).exactOptional(),
  address: line(300).nullable().exactOptional(),
  isActive,
});
export const outletBody = z.object({
  id,
  code: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  ...status,
});

type Body<S extends z.ZodType> = z.output<S>;

export const toDepartmentBody = ({
  id,
  name,
  isActive,
  version,
}: Department): Body<typeof departmentBody> => ({
  id,
  name,
  isActive,
  version,
});

export const toPositionBody = ({ id, name, isActive, version }: Position): Body<typeof positionBody> => ({
  id,
  name,
  isActive,
  version,
});

/** PostgreSQL gives `07:00:00`; people write `07:00`. */
const withoutSeconds = (time: string): string => time.slice(0, 5);

export const toShiftBody = ({
  id,
  name,
  startsAt,
  endsAt,
  isActive,
  version,
}: Shift): Body<typeof shiftBody> => ({
  id,
  name,
  startsAt: withoutSeconds(startsAt),
  endsAt: withoutSeconds(endsAt),
  isActive,
  version,
});

export const toOutletBody = ({
  id,
  code,
  name,
  address,
  isActive,
  version,
}: Outlet): Body<typeof outletBody> => ({
  id,
  code,
  name,
  address: address ?? null,
  isActive,
  version,
});
