import type { DisplayPrincipal, UserPrincipal } from './principal.ts';

/** Knows the tokens of one kind of principal, by REST as on sockets. */
export interface TokenVerifier<P extends UserPrincipal | DisplayPrincipal> {
  readonly kind: P['kind'];
  /**
   * Whose token it is, as the database knows them at this moment: null for one that is forged, has expired or is of
   * another kind, `'ended'` for a genuine one whose session or display is over.
   */
  identify(token: string): Promise<P | 'ended' | null>;
  /** The same principal as of now; null when it is over. */
  renew(principal: P): Promise<P | null>;
  /** Those of the sessions or displays that are over. */
  findEnded(ids: readonly string[]): Promise<readonly string[]>;
  /** What to tell whoever shows the token of one that is over. */
  readonly ended: { readonly code: string; readonly message: string };
}

export type AnyTokenVerifier = TokenVerifier<UserPrincipal> | TokenVerifier<DisplayPrincipal>;
