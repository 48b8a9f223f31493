import type { Pass, TokenHolder } from './principal.ts';

/** Knows the tokens of one kind, by REST as on sockets. */
export interface TokenVerifier {
  /** What they stand for, and end with. */
  readonly pass: Pass['kind'];
  /**
   * Whose token it is, as the database knows them at this moment: null for one that is forged, has expired or is of
   * another kind, `'ended'` for a genuine one whose session or display is over, or that was revoked.
   */
  identify(token: string): Promise<TokenHolder | 'ended' | null>;
  /** Somebody who came by such a token, as of now; null when it is over. */
  renew(holder: TokenHolder): Promise<TokenHolder | null>;
  /** Those of the sessions, displays or tokens that are over. */
  findEnded(ids: readonly string[]): Promise<readonly string[]>;
  /** What to tell whoever shows the token of one that is over. */
  readonly ended: { readonly code: string; readonly message: string };
}
