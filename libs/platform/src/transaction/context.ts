import type { Logger } from '../observability/index.ts';

export interface IdempotentRequest {
  /** Whose key it is. */
  userId: number;
  key: string;
  /** It was made for this request: nobody else can have used it before. */
  isNew: boolean;
  /** What was asked for: the same key with another hash is refused. */
  requestHash: string;
  /** The status to answer a repetition with. */
  status: number;
}

/** For whom and on whose behalf something happens; travels from the request to the job to the socket. */
export interface Context {
  readonly actorId: number | null;
  readonly correlationId: string;
  readonly log: Logger;
  readonly idempotency?: IdempotentRequest;
}

/** A context for work that no request caused. */
export function backgroundContext(
  log: Logger,
  correlationId: string,
  actorId: number | null = null,
): Context {
  return { actorId, correlationId, log };
}
