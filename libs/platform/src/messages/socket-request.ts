import type { z } from 'zod';
import type { Permission } from '../auth/permission.ts';

/** What a client may ask on its socket: a Socket.IO event with one argument or none, acknowledged with the reply. */
export interface SocketRequest<Input, Reply> {
  readonly name: string;
  readonly summary: string;
  readonly namespace: string;
  /** The argument's; `z.undefined()` when there is none. */
  readonly input: z.ZodType<Input>;
  /** The answer, or why there is none ({@link refusedReply}). */
  readonly reply: z.ZodType<Reply>;
  /** Which users may ask; whoever is let into the namespace when absent. */
  readonly permission?: Permission;
  /** Also for who holds the permission at certain places alone: the answer asks `may` with the place. */
  readonly scoped?: boolean;
  /** How often one user, display or address may ask. */
  readonly budget: { readonly burst: number; readonly perSecond: number };
}

/** A request of any shape, as lists hold it. */
export type AnySocketRequest = Omit<SocketRequest<unknown, unknown>, 'input' | 'reply'> & {
  readonly input: z.ZodType;
  readonly reply: z.ZodType;
};
