import { timestamps, versioned } from '@antrean/platform/database';
import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';

/** What all master data share: it is switched off, never deleted, because history points to it. */
const lifecycle = { isActive: p.boolean().default(true), ...versioned };

export const Department = defineEntity({
  name: 'Department',
  tableName: 'departments',
  properties: { id: p.integer().primary(), name: p.text(), ...lifecycle },
});

export const Position = defineEntity({
  name: 'Position',
  tableName: 'positions',
  properties: { id: p.integer().primary(), name: p.text(), ...lifecycle },
});

/** Times of day are `HH:MM:SS`; a shift that ends before it starts goes past midnight. */
export const Shift = defineEntity({
  name: 'Shift',
  tableName: 'shifts',
  properties: {
    id: p.integer().primary(),
    name: p.text(),
    startsAt: p.time(),
    endsAt: p.time(),
    ...lifecycle,
  },
});

export const Outlet = defineEntity({
  name: 'Outlet',
  tableName: 'outlets',
  properties: {
    id: p.integer().primary(),
    code: p.text(),
    name: p.text(),
    address: p.text().nullable(),
    ...lifecycle,
  },
});

/** A person who works here, with or without a login. */
export const Employee = defineEntity({
  name: 'Employee',
  tableName: 'employees',
  properties: {
    id: p.integer().primary(),
    nik: p.text().nullable(),
    fullName: p.text(),
    departmentId: p.integer().nullable(),
    positionId: p.integer().nullable(),
    ...timestamps,
  },
});

export type Department = InferEntity<typeof Department>;
export type Position = InferEntity<typeof Position>;
export type Shift = InferEntity<typeof Shift>;
export type Outlet = InferEntity<typeof Outlet>;
export type Employee = InferEntity<typeof Employee>;
