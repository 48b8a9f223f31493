import { createDepartment, createShift } from '@antrean/organization/testing';
import { organizationEntities } from '@antrean/organization';
import { query, type Database } from '@antrean/platform/database';
import type { Report, ReportSource } from '@antrean/platform/report';
import { createTestDatabase } from '@antrean/testing';
import { createTestUser } from '@antrean/accounts/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { mealOrderEntities } from '../index.ts';

export interface TestOrder {
  /** ISO instant; the business date follows from it in Asia/Jakarta. */
  createdAt: string;
  departmentId: number;
  shiftId: number;
  quantity?: number;
  status?: string;
  acceptedAt?: string;
  readyAt?: string;
  pickedUpAt?: string;
  completedAt?: string;
  requestType?: 'REJECT' | 'EDIT';
  approvalStatus?: 'PENDING' | 'APPROVED' | 'REJECTED';
  originalQuantity?: number;
  kitchenNote?: string;
  code?: string;
}

/** A history of orders as it would have grown over time. */
export async function insertOrders(
  database: Database,
  userId: number,
  employeeId: number,
  orders: readonly TestOrder[],
): Promise<void> {
  await query(
    database.fork(),
    `insert into meal_orders (code, employee_id, department_id, shift_id, created_by, order_date, business_date,
       quantity, original_quantity, status, created_at, accepted_at, ready_at, picked_up_at, completed_at,
       request_type, approval_status, kitchen_note, requested_by)
     select coalesce(o.code, 'PM-TEST-' || (select count(*) from meal_orders) + n), ?::int, o."departmentId", o."shiftId",
       ?::int, (o."createdAt" at time zone 'Asia/Jakarta')::date, (o."createdAt" at time zone 'Asia/Jakarta')::date,
       coalesce(o.quantity, 1), coalesce(o."originalQuantity", o.quantity, 1), coalesce(o.status, 'MENUNGGU'),
       o."createdAt", o."acceptedAt", o."readyAt", o."pickedUpAt", o."completedAt",
       o."requestType", o."approvalStatus", o."kitchenNote", case when o."requestType" is not null then ?::int end
     from rows from (jsonb_to_recordset(?::jsonb) as (code text, "createdAt" timestamptz, "departmentId" int,
       "shiftId" int, quantity int, "originalQuantity" int, status text, "acceptedAt" timestamptz,
       "readyAt" timestamptz, "pickedUpAt" timestamptz, "completedAt" timestamptz, "requestType" text,
       "approvalStatus" text, "kitchenNote" text)) with ordinality as o (code, "createdAt", "departmentId",
       "shiftId", quantity, "originalQuantity", status, "acceptedAt", "readyAt", "pickedUpAt", "completedAt",
       "requestType", "approvalStatus", "kitchenNote", n)`,
    [employeeId, userId, userId, JSON.stringify(orders)],
  );
}

/** Two departments, two shifts and somebody who orders, on a database of their own. */
export async function startReportScene() {
  const { database, close } = await createTestDatabase([
    ...organizationEntities,
    ...identityEntities,
    ...mealOrderEntities,
  ]);
  const it = await createDepartment(database, { name: 'IT Department' });
  const hr = await createDepartment(database, { name: 'Human Resources' });
  const morning = await createShift(database, { name: 'Shift 1' });
  const night = await createShift(database, { name: 'Shift 2' });
  const user = await createTestUser(database, { departmentId: it.id });
  const source: ReportSource = { database, zone: 'Asia/Jakarta', signal: new AbortController().signal };
  return {
    database,
    it,
    hr,
    morning,
    night,
    source,
    insert: (...orders: TestOrder[]) => insertOrders(database, user.id, user.employeeId ?? 0, orders),
    /** The JSON of a report for parameters as a request would give them. */
    json: async <T>(report: Report, parameters: Record<string, unknown> = {}): Promise<T> => {
      const body = await report.json(source, await report.resolve(source, parameters));
      report.response.parse(body);
      return body as T;
    },
    rows: async (report: Report, parameters: Record<string, unknown> = {}) =>
      Array.fromAsync(report.rows(source, await report.resolve(source, parameters))),
    sql: <Row extends object>(text: string) => query<Row>(database.fork(), text),
    clear: () => query(database.fork(), `truncate meal_orders cascade`),
    close,
  };
}
