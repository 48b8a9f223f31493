import {
  allOf,
  streamRows,
  type Condition,
  type ReportSource,
  type RowStream,
} from '@antrean/platform/report';

/** A line of the trail with the user as they are today; the user's columns are null when there is none. */
export type TrailRow = {
  id: number;
  timestamp: string;
  /** The same in microseconds since 1970. */
  atMicroseconds: number;
  aksi: string;
  detail: string;
  userId: number | null;
  nomorIndukKaryawan: string | null;
  namaLengkap: string | null;
  roleAccess: string | null;
  departmentId: number | null;
  jabatanId: number | null;
};

const SELECT = `
  select l.id::float8 as id,
         to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as timestamp,
         (extract(epoch from l.at) * 1000000)::float8 as "atMicroseconds",
         l.action as aksi, l.detail,
         u.id as "userId", coalesce(u.nik, e.nik) as "nomorIndukKaryawan", u.full_name as "namaLengkap",
         u.primary_role as "roleAccess", e.department_id as "departmentId", e.position_id as "jabatanId"
  from log_audit_trail l
  left join users_v u on u.id = l.user_id
  left join employees_v e on e.id = u.employee_id`;

/** Lines that meet all conditions, newest first; all of them when no part is asked for. */
export function newestLines(
  { database, signal }: ReportSource,
  conditions: readonly Condition[],
  part?: { offset: number; limit: number },
): RowStream<TrailRow> {
  const where = allOf(...conditions);
  return streamRows<TrailRow>(
    database,
    `${SELECT} where ${where.sql} order by l.at desc, l.id desc ${part ? 'limit ? offset ?' : ''}`,
    [...where.parameters, ...(part ? [part.limit, part.offset] : [])],
    signal,
  );
}

/**
 * What happened to one order, in the order in which it happened: by the log's number, because the instants are those at
 * which transactions began. Only what is done to orders: a failed login is about the name that somebody typed, and that
 * may be an order's code.
 */
export function linesAboutOrder({ database, signal }: ReportSource, code: string): RowStream<TrailRow> {
  return streamRows<TrailRow>(
    database,
    `${SELECT} where l.subject = ? and (l.action like 'ORDER\\_%' or l.action = 'APPROVAL_DECIDED') order by l.seq`,
    [code],
    signal,
  );
}

/** How many lines meet all conditions, counted no further than `upTo`. */
export async function countLines(
  { database, signal }: ReportSource,
  conditions: readonly Condition[],
  upTo: number | null = null,
): Promise<number> {
  const where = allOf(...conditions);
  const [row] = await Array.fromAsync(
    streamRows<{ total: number }>(
      database,
      `select count(*)::float8 as total from (select from log_audit_trail l where ${where.sql} limit ?) fitting`,
      [...where.parameters, upTo],
      signal,
    ),
  );
  return row?.total ?? 0;
}

/** The actions in the trail, by leaps through their index: a trail of millions has a few dozen. */
export async function actionsInTrail({ database, signal }: ReportSource): Promise<string[]> {
  const rows = await Array.fromAsync(
    streamRows<{ action: string }>(
      database,
      `with recursive leap as (
       (select action from log_audit_trail order by action limit 1)
       union all
       select (select l.action from log_audit_trail l where l.action > leap.action order by l.action limit 1)
       from leap where leap.action is not null
     )
     select action from leap where action is not null`,
      [],
      signal,
    ),
  );
  return rows.map(({ action }) => action);
}
