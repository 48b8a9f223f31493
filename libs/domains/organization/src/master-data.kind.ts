import { findRow, lockRow } from '@antrean/platform/database';
import type { z } from 'zod';
import type { MasterData } from './master-data.service.ts';
import { departmentEvents, outletEvents, positionEvents, shiftEvents } from './messages.ts';
import type * as contract from './organization.contract.ts';
import {
  toDepartmentBody,
  toOutletBody,
  toPositionBody,
  toShiftBody,
  type ListQuery,
} from './organization.contract.ts';
import { Department, Outlet, Position, Shift } from './organization.entity.ts';

const filter = ({ isActive }: ListQuery) => (isActive === undefined ? {} : { isActive });
const slice = ({ limit }: ListQuery, offset: number) => ({ orderBy: { id: 'asc' }, limit, offset }) as const;

type Kind<R extends { id: number; name: string; isActive: boolean; version: number }, I, C, B> = MasterData<
  R,
  z.output<I & z.ZodType>,
  z.output<C & z.ZodType>,
  z.output<B & z.ZodType>
>;

export const departments: Kind<
  Department,
  typeof contract.departmentInput,
  typeof contract.departmentChanges,
  typeof contract.departmentBody
> = {
  events: departmentEvents,
  uniqueField: 'name',
  list: (em, query, offset) => em.findAndCount(Department, filter(query), slice(query, offset)),
  find: (em, id) => findRow(em, Department, { id }),
  lock: (em, id) => lockRow(em, Department, { id }),
  create: (em, input) => em.create(Department, input),
  change: (em, row, changes) => void em.assign(row, changes),
  toBody: toDepartmentBody,
};

export const positions: Kind<
  Position,
  typeof contract.positionInput,
  typeof contract.positionChanges,
  typeof contract.positionBody
> = {
  events: positionEvents,
  uniqueField: 'name',
  list: (em, query, offset) => em.findAndCount(Position, filter(query), slice(query, offset)),
  find: (em, id) => findRow(em, Position, { id }),
  lock: (em, id) => lockRow(em, Position, { id }),
  create: (em, input) => em.create(Position, input),
  change: (em, row, changes) => void em.assign(row, changes),
  toBody: toPositionBody,
};

export const shifts: Kind<
  Shift,
  typeof contract.shiftInput,
  typeof contract.shiftChanges,
  typeof contract.shiftBody
> = {
  events: shiftEvents,
  uniqueField: 'name',
  list: (em, query, offset) => em.findAndCount(Shift, filter(query), slice(query, offset)),
  find: (em, id) => findRow(em, Shift, { id }),
  lock: (em, id) => lockRow(em, Shift, { id }),
  create: (em, input) => em.create(Shift, input),
  change: (em, row, changes) => void em.assign(row, changes),
  toBody: toShiftBody,
};

export const outlets: Kind<
  Outlet,
  typeof contract.outletInput,
  typeof contract.outletChanges,
  typeof contract.outletBody
> = {
  events: outletEvents,
  uniqueField: 'code',
  list: (em, query, offset) => em.findAndCount(Outlet, filter(query), slice(query, offset)),
  find: (em, id) => findRow(em, Outlet, { id }),
  lock: (em, id) => lockRow(em, Outlet, { id }),
  create: (em, input) => em.create(Outlet, input),
  change: (em, row, changes) => void em.assign(row, changes),
  toBody: toOutletBody,
};
