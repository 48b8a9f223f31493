import { query, type Database } from '@antrean/platform/database';
import type { ChainedLine, ChainOpening } from './chain-hash.ts';

type EntityManager = ReturnType<Database['fork']>;

/** All that is asked of it is answered as of one instant, whatever is appended meanwhile. */
export interface TrailSnapshot {
  heads(): Promise<ChainHead[]>;
  /** The chains that lines say they belong to. */
  chains(): Promise<string[]>;
  /** Those behind a place, in their order. */
  lines(chain: string, after: number): AsyncGenerator<ChainedLine, void>;
  /** The stored hashes at these places; null where there is no line. */
  hashesAt(places: readonly Place[]): Promise<(string | null)[]>;
  /** Whether a line with a lower id comes after this one, which is not how they are written. */
  hasEarlierLineAfter(line: ChainedLine): Promise<boolean>;
}

export interface ChainHead extends ChainOpening {
  lastSeq: number;
  lastHash: string;
}

export interface Place {
  month: string;
  seq: number;
}

const CHUNK = 1_000;
/** Stands for the chain of lines that have none. */
export const NO_MONTH = '';

const LINE = `chain, chain_seq::text as "chainSeq", id::text, trim_scale(extract(epoch from at) * 1000000)::text as at,
  event_id::text as "eventId", seq::text, action, subject, detail, user_id::text as "userId",
  correlation_id as "correlationId", encode(hash, 'hex') as hash`;

export function inTrailSnapshot<T>(
  database: Database,
  work: (snapshot: TrailSnapshot) => Promise<T>,
): Promise<T> {
  return database.fork().transactional(async (em) => {
    await query(em, `set transaction isolation level repeatable read, read only`);
    // Nobody's own `encode` or `extract` comes before PostgreSQL's.
    await query(em, `set local search_path = pg_catalog, public`);
    return work({
      heads: () => readHeads(em),
      chains: () => readChains(em),
      lines: (chain, after) => readLines(em, chain, after),
      hashesAt: (places) => readHashes(em, places),
      hasEarlierLineAfter: async ({ chain, chainSeq, id }) => {
        const rows = await query(
          em,
          `select 1 from log_audit_trail where chain = ? and chain_seq > ? and id < ? limit 1`,
          [chain, chainSeq, id],
        );
        return rows.length > 0;
      },
    });
  });
}

async function readHeads(em: EntityManager): Promise<ChainHead[]> {
  const rows = await query<
    Omit<ChainHead, 'previousSeq' | 'lastSeq'> & { previousSeq: string | null; lastSeq: string }
  >(
    em,
    `select chain, opening, previous_chain as "previousChain", previous_seq as "previousSeq",
       encode(previous_hash, 'hex') as "previousHash", last_seq as "lastSeq", encode(last_hash, 'hex') as "lastHash"
     from audit_heads order by chain`,
  );
  return rows.map((row) => ({
    ...row,
    previousSeq: row.previousSeq === null ? null : Number(row.previousSeq),
    lastSeq: Number(row.lastSeq),
  }));
}

/** By leaps through the index: a trail of millions has a dozen chains a year. */
async function readChains(em: EntityManager): Promise<string[]> {
  const rows = await query<{ chain: string }>(
    em,
    `with recursive leap as (
       (select chain from log_audit_trail order by chain limit 1)
       union all
       select (select l.chain from log_audit_trail l where l.chain > leap.chain order by l.chain limit 1)
       from leap where leap.chain is not null
     )
     select chain from leap where chain is not null
     union all (select '${NO_MONTH}' from log_audit_trail where chain is null limit 1)`,
  );
  return rows.map(({ chain }) => chain);
}

async function* readLines(
  em: EntityManager,
  chain: string,
  after: number,
): AsyncGenerator<ChainedLine, void> {
  await query(
    em,
    `declare trail_lines no scroll cursor for
     select ${LINE} from log_audit_trail where chain = ? ${after > 0 ? 'and chain_seq > ?' : ''}
     order by chain, chain_seq, at`,
    after > 0 ? [chain, after] : [chain],
  );
  for (;;) {
    const lines = await query<ChainedLine>(em, `fetch ${CHUNK} from trail_lines`);
    yield* lines;
    if (lines.length < CHUNK) break;
  }
  await query(em, `close trail_lines`);
}

async function readHashes(em: EntityManager, places: readonly Place[]): Promise<(string | null)[]> {
  const rows = await query<{ hash: string | null }>(
    em,
    `select (select encode(l.hash, 'hex') from log_audit_trail l where l.chain = p.month and l.chain_seq = p.seq limit 1)
       as hash
     from rows from (jsonb_to_recordset(?::jsonb) as (month text, seq bigint)) with ordinality as p (month, seq, place)
     order by place`,
    [JSON.stringify(places.map(({ month, seq }) => ({ month, seq })))],
  );
  return rows.map(({ hash }) => hash);
}
