import { randomUUID } from 'node:crypto';
import { createTestUser, type TestUserDetails } from '@antrean/accounts/testing';
import {
  ACCESS_AUDIENCE,
  isLoggedIn,
  type SessionPrincipal,
  type UserPrincipal,
} from '@antrean/platform/auth';
import type { Config } from '@antrean/platform/config';
import type { Database } from '@antrean/platform/database';
import { signAccessToken } from './tokens/access-token.ts';
import { createPrincipalResolver } from './resolve-principal.ts';
import { Session } from './session.entity.ts';

/** Logs a user in without a password: a live session of an hour, and the actor that requests in it have. */
export async function createTestSession(
  database: Database,
  user: { readonly id: number },
): Promise<SessionPrincipal> {
  const em = database.fork();
  const session = em.create(Session, {
    id: randomUUID(),
    userId: user.id,
    expiresAt: new Date(Date.now() + 3_600_000),
  });
  await em.flush();
  const actor = await createPrincipalResolver(database)({
    sub: String(user.id),
    sid: session.id,
    aud: ACCESS_AUDIENCE,
  });
  if (!actor) throw new Error(`user ${user.id} may not act; is the account active?`);
  return actor;
}

/** {@link createTestUser} and {@link createTestSession} in one. */
export async function createTestPrincipal(
  database: Database,
  details: TestUserDetails = {},
): Promise<SessionPrincipal> {
  return createTestSession(database, await createTestUser(database, details));
}

/** The access token that an actor's session would hold, for the header `Authorization: Bearer …`. */
export function accessTokenOf(actor: UserPrincipal, config: Pick<Config, 'jwt'>): string {
  if (!isLoggedIn(actor)) throw new Error('this actor comes by an API token');
  return signAccessToken(actor, config);
}
