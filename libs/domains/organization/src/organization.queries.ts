import type { EntityManager } from '@mikro-orm/postgresql';
import { Department, Employee, Outlet, Position, Shift } from './organization.entity.ts';

export const findDepartment = (em: EntityManager, id: number): Promise<Department | null> =>
  em.findOne(Department, { id });

export const findPosition = (em: EntityManager, id: number): Promise<Position | null> =>
  em.findOne(Position, { id });

export const findShift = (em: EntityManager, id: number): Promise<Shift | null> => em.findOne(Shift, { id });

export const findOutlet = (em: EntityManager, id: number): Promise<Outlet | null> =>
  em.findOne(Outlet, { id });

export const findEmployee = (em: EntityManager, id: number): Promise<Employee | null> =>
  em.findOne(Employee, { id });
