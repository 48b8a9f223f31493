import { created, idParameter, ok, page, route, type Route } from '@antrean/platform/http';
import type { Database } from '@antrean/platform/database';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { z } from 'zod';
import { departments, outlets, positions, shifts } from './master-data.kind.ts';
import { changeRow, createRow, getRow, listRows, type MasterData } from './master-data.service.ts';
import * as contract from './organization.contract.ts';
import { organizationPermissions } from './organization.policy.ts';

export interface OrganizationRoutesOptions {
  unitOfWork: UnitOfWork;
  database: Database;
}

const params = z.object({ id: idParameter });

/** Departments, positions, shifts and outlets: everybody who is logged in reads, administrators write. */
export function organizationRoutes({ unitOfWork, database }: OrganizationRoutesOptions): Route[] {
  const masterData = <
    R extends { id: number; name: string; isActive: boolean; version: number },
    I extends Record<string, unknown>,
    C extends Record<string, unknown>,
    B extends { id: number },
  >(
    name: string,
    path: string,
    kind: MasterData<R, I, C, B>,
    schema: { input: z.ZodType<I>; changes: z.ZodType<C>; body: z.ZodType<B, B> },
  ): Route[] => [
    route({
      method: 'get',
      path,
      // Screens name them too.
      access: { displayed: 'user' },
      tag: 'Organization',
      summary: `List the ${name}s`,
      query: contract.listQuery,
      response: page(schema.body),
      handler: async ({ query }) => ok(await listRows(database, kind, query)),
    }),
    route({
      method: 'get',
      path: `${path}/:id`,
      access: 'user',
      tag: 'Organization',
      summary: `Read a ${name}`,
      params,
      response: schema.body,
      handler: async ({ params: { id } }) => ok(await getRow(database, kind, id)),
    }),
    route({
      method: 'post',
      path,
      access: organizationPermissions.write,
      tag: 'Organization',
      summary: `Add a ${name}`,
      body: schema.input,
      response: schema.body,
      status: 201,
      idempotent: true,
      rateLimit: 'create',
      problems: ['name_taken'],
      handler: async ({ body, context }) => {
        const row = await createRow(unitOfWork, context, kind, body);
        return created(row, `${path}/${row.id}`);
      },
    }),
    route({
      method: 'patch',
      path: `${path}/:id`,
      access: organizationPermissions.write,
      tag: 'Organization',
      summary: `Change a ${name}, or switch it off or on`,
      params,
      body: schema.changes,
      response: schema.body,
      versioned: true,
      problems: ['name_taken'],
      handler: async ({ params: { id }, body, ifMatch, context }) =>
        ok(await changeRow(unitOfWork, context, kind, { id, ifMatch }, body)),
    }),
  ];

  return [
    ...masterData('department', '/api/departments', departments, {
      input: contract.departmentInput,
      changes: contract.departmentChanges,
      body: contract.departmentBody,
    }),
    ...masterData('position', '/api/positions', positions, {
      input: contract.positionInput,
      changes: contract.positionChanges,
      body: contract.positionBody,
    }),
    ...masterData('shift', '/api/shifts', shifts, {
      input: contract.shiftInput,
      changes: contract.shiftChanges,
      body: contract.shiftBody,
    }),
    ...masterData('outlet', '/api/outlets', outlets, {
      input: contract.outletInput,
      changes: contract.outletChanges,
      body: contract.outletBody,
    }),
  ];
}
