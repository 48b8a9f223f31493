import { createHash } from 'node:crypto';

/** A line of the trail as it is stored: every column as PostgreSQL writes it, `at` in microseconds since 1970. */
export interface ChainedLine {
  chain: string | null;
  chainSeq: string | null;
  id: string;
  at: string;
  eventId: string;
  seq: string;
  action: string;
  subject: string | null;
  detail: string;
  userId: string | null;
  correlationId: string | null;
  /** Hexadecimal, as all hashes here. */
  hash: string | null;
}

/** How a chain began. `previous…` say where the chain opened before it was at that moment; null for the very first. */
export interface ChainOpening {
  chain: string;
  opening: number;
  previousChain: string | null;
  previousSeq: number | null;
  previousHash: string | null;
}

/** The same bytes as `audit_netstring` in migration 0015 makes: netstrings, `-` for null. */
function bytesOf(...parts: (string | number | null)[]): Buffer {
  const netstring = (part: string | number | null): string =>
    part === null ? '-,' : `${Buffer.byteLength(String(part))}:${part},`;
  return Buffer.from(parts.map(netstring).join(''));
}

/** The hash that the first line of a chain continues. */
export function openingHash(begun: ChainOpening): string {
  const { chain, opening, previousChain, previousSeq, previousHash } = begun;
  return createHash('sha256')
    .update(bytesOf('antrean audit chain 1', chain, opening, previousChain, previousSeq, previousHash))
    .digest('hex');
}

/** The hash of a line that comes after the line with the hash `previous`. */
export function lineHash(previous: string, line: ChainedLine): string {
  return createHash('sha256')
    .update(Buffer.from(previous, 'hex'))
    .update(
      bytesOf(
        line.chain,
        line.chainSeq,
        line.id,
        line.at,
        line.eventId,
        line.seq,
        line.action,
        line.subject,
        line.detail,
        line.userId,
        line.correlationId,
      ),
    )
    .digest('hex');
}
