import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';
import {
  COUNT_LIMIT,
  cutSlice,
  INSTANT_OF_CURSOR,
  instantKey,
  microsecondsOf,
  startOf,
  type Slice,
} from '../database/keyset.ts';
import { instantOf } from '../database/instant-of.ts';
import { query } from '../database/query.ts';
import type { JsonObject } from '../messages/index.ts';
import { redactJson } from '../observability/index.ts';

/** The states of jobs that are not over: not yet handed to a queue, handed to one, given up. */
export const UNFINISHED_STATES = ['pending', 'enqueued', 'dead'] as const;
export type UnfinishedState = (typeof UNFINISHED_STATES)[number];

/** A job as PostgreSQL has it. */
export interface JobRecord {
  uid: string;
  queue: string;
  name: string;
  version: number;
  /** What it is about, when at most one such job is open. */
  key: string | null;
  state: UnfinishedState | 'done' | 'cancelled';
  /** A worker is at it: its lease is alive. */
  running: boolean;
  attempts: number;
  /** How often it was handed to a queue. */
  generation: number;
  lastError: string | null;
  actorId: number | null;
  correlationId: string | null;
  createdAt: string;
  runAt: string;
  enqueuedAt: string | null;
  finishedAt: string | null;
}

export interface JobFilter {
  state: UnfinishedState;
  queue?: string | undefined;
  name?: string | undefined;
}

const COLUMNS = `id, uid, queue, name, version, key, state, coalesce(lease_until > now(), false) as running, attempts,
  generation, last_error as "lastError", actor_id as "actorId", correlation_id as "correlationId",
  ${instantOf('created_at')} as "createdAt", ${instantOf('run_at')} as "runAt",
  ${instantOf('enqueued_at')} as "enqueuedAt", ${instantOf('finished_at')} as "finishedAt"`;

type JobRow = Omit<JobRecord, 'actorId'> & { id: string; actorId: string | null };

const toRecord = ({ id: _, actorId, ...row }: JobRow): JobRecord => ({
  ...row,
  actorId: actorId === null ? null : Number(actorId),
});

/** In the order of the partial index that holds only such jobs: what is next in line first, what died last first. */
const ORDERS = {
  pending: { by: 'run_at', behind: `(run_at, id) > (${INSTANT_OF_CURSOR}, ?)`, order: 'run_at, id' },
  enqueued: {
    by: 'enqueued_at',
    behind: `(enqueued_at, id) > (${INSTANT_OF_CURSOR}, ?)`,
    order: 'enqueued_at, id',
  },
  dead: {
    by: 'finished_at',
    behind: `(finished_at, id) < (${INSTANT_OF_CURSOR}, ?)`,
    order: 'finished_at desc, id desc',
  },
} as const;

const jobKey = instantKey(z.int());

/** The state is written out, for the planner to know which index holds it. */
const conditionOf = ({ state, queue, name }: JobFilter): string =>
  `state = '${state}'${queue === undefined ? '' : ' and queue = ?'}${name === undefined ? '' : ' and name = ?'}`;

/** The statement of a slice, which is behind a cursor or not. */
export function sliceStatement(filter: JobFilter, isBehind: boolean): string {
  const { by, behind, order } = ORDERS[filter.state];
  return `select ${COLUMNS}, ${microsecondsOf(by)} as place from outbox_jobs
    where ${conditionOf(filter)} ${isBehind ? `and ${behind}` : ''}
    order by ${order} limit ? offset ?`;
}

/**
 * One slice of the jobs in a state: pending and enqueued ones in the order of their turns, dead ones the latest first;
 * how many there are; and the cursor of what follows.
 * @throws problem `invalid_request`, `page_not_counted` as {@link startOf}
 */
export async function sliceJobs(
  em: EntityManager,
  filter: JobFilter,
  slice: Slice,
): Promise<{ jobs: JobRecord[]; total: number; next: string | null }> {
  const { after, offset } = startOf(slice, jobKey);
  const values = [filter.queue, filter.name].filter((value) => value !== undefined);
  const found = await query<JobRow & { place: number }>(em, sliceStatement(filter, after !== null), [
    ...values,
    ...(after ?? []),
    slice.limit + 1,
    offset,
  ]);
  const [count] = await query<{ total: number }>(
    em,
    `select count(*)::int as total from (select from outbox_jobs where ${conditionOf(filter)} limit ?) fitting`,
    [...values, COUNT_LIMIT],
  );
  const { rows, next } = cutSlice(found, slice, ({ place, id }) => [place, Number(id)]);
  return { jobs: rows.map(({ place: _, ...row }) => toRecord(row)), total: count?.total ?? 0, next };
}

/** A job in whatever state, with what it carries, without what might be a secret. */
export async function findJob(
  em: EntityManager,
  uid: string,
): Promise<(JobRecord & { payload: JsonObject }) | null> {
  const [row] = await query<JobRow & { payload: JsonObject }>(
    em,
    `select ${COLUMNS}, payload from outbox_jobs where uid = ?`,
    [uid],
  );
  if (!row) return null;
  const { payload, ...rest } = row;
  return { ...toRecord(rest), payload: redactJson(payload) };
}
