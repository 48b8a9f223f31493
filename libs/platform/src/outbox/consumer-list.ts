import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '../database/query.ts';

/** How far a consumer of the event log is, and what stands in its way. */
export interface ConsumerStanding {
  name: string;
  deliveredSeq: number;
  /** Numbered events that it has not passed yet. */
  lag: number;
  /** Age of the first of them, in seconds; 0 when there is none. */
  oldestSeconds: number;
  /** When its place last changed. */
  movedAt: string;
  /** Events that it has given up, and those that it is about to be given again. */
  dead: number;
  retrying: number;
  /** The event before which it stands still, and why. */
  waitsAt: { seq: number; attempts: number; error: string } | null;
}

export interface LogStanding {
  /** The last number that was given. */
  headSeq: number;
  /** Committed events without a number yet, and the age of the oldest in seconds. */
  unnumbered: number;
  oldestUnnumberedSeconds: number;
  consumers: ConsumerStanding[];
}

interface Row {
  head_seq: string;
  unnumbered: string;
  unnumbered_age: number;
  name: string | null;
  delivered_seq: string;
  oldest_age: number;
  moved_at: string;
  dead: string;
  retrying: string;
  waits_at: ConsumerStanding['waitsAt'];
}

/** Where the event log and its consumers stand. Every figure comes from an index that holds what waits. */
export async function readLogStanding(em: EntityManager): Promise<LogStanding> {
  const rows = await query<Row>(
    em,
    `select h.last_seq as head_seq, u.unnumbered, u.unnumbered_age, c.consumer as name, c.delivered_seq,
       coalesce((select extract(epoch from now() - min(at)) from outbox_events where seq = c.delivered_seq + 1), 0)::float8
         as oldest_age,
       to_char(c.moved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moved_at,
       f.dead, f.retrying, f.waits_at
     from outbox_head h
     cross join lateral (
       select count(*) as unnumbered, coalesce(extract(epoch from now() - min(at)), 0)::float8 as unnumbered_age
       from outbox_events where seq is null
     ) u
     left join outbox_cursors c on true
     left join lateral (
       select count(*) filter (where dead and replay_at is null) as dead,
         count(*) filter (where replay_at is not null) as retrying,
         (array_agg(jsonb_build_object('seq', seq, 'attempts', attempts, 'error', error) order by seq)
           filter (where not dead and replay_at is null and seq > c.delivered_seq))[1] as waits_at
       from outbox_event_failures where consumer = c.consumer and resolved_at is null
     ) f on true
     order by c.consumer`,
  );
  const [first] = rows;
  if (!first) throw new Error('the outbox tables are missing; run the migrations');
  const headSeq = Number(first.head_seq);
  return {
    headSeq,
    unnumbered: Number(first.unnumbered),
    oldestUnnumberedSeconds: Math.round(first.unnumbered_age),
    consumers: rows.flatMap(({ name, ...row }) =>
      name === null
        ? []
        : {
            ...{ name, deliveredSeq: Number(row.delivered_seq), movedAt: row.moved_at },
            ...{ lag: headSeq - Number(row.delivered_seq), oldestSeconds: Math.round(row.oldest_age) },
            ...{ dead: Number(row.dead), retrying: Number(row.retrying), waitsAt: row.waits_at },
          },
    ),
  };
}
