import { randomUUID } from 'node:crypto';
import { findUser, loginOf } from '@antrean/accounts';
import type { SessionPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { problem } from '@antrean/platform/http';
import { transaction, type Context } from '@antrean/platform/transaction';
import { lockProvenUser, requireRecentProof } from '@antrean/sessions';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { factorProblem } from '../factor.problem.ts';
import { usableMethods } from '../factor.queries.ts';
import { removeBackupCodes } from '../manage-factor.ts';
import {
  CHALLENGE_MS,
  keepChallenge,
  MAX_PASSKEYS,
  relyingParty,
  takeChallenge,
  webauthn,
} from './passkey-challenge.ts';
import type { CreatedCredential } from './passkey.contract.ts';
import { listPasskeys } from './passkey.queries.ts';
import { tellAdded, tellRemoved } from '../tell-change.ts';

/** EdDSA, ES256 and RS256: what every process can verify. Those that Node calls experimental may come and go. */
const ALGORITHMS = [-8, -7, -257];

type Dependencies = Pick<RouteDependencies, 'unitOfWork' | 'config'>;

/**
 * Begins to register a passkey, which the authenticator keeps itself and gives out only to who unlocks it.
 * @throws problem `proof_required` (403), `too_many_passkeys` (409)
 */
export async function startPasskey(
  { unitOfWork, config }: Dependencies,
  actor: SessionPrincipal,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const em = unitOfWork.database.fork();
  await requireRecentProof(em, actor);
  const user = await findUser(em, actor.userId);
  if (!user) throw problem('not_found');
  const known = await query<{ id: string }>(
    em,
    `select credential_id as id from passkeys where user_id = ? limit ?`,
    [user.id, MAX_PASSKEYS],
  );
  if (known.length >= MAX_PASSKEYS) throw tooMany();
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: config.organisationName,
    rpID: relyingParty(config).rpID,
    userName: loginOf(user),
    userID: Uint8Array.from(Buffer.from(`user:${user.id}`)),
    userDisplayName: user.fullName,
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(em, user.id, options.challenge);
  return options;
}

/**
 * Takes a passkey into use that the user's authenticator has made for our challenge and our address.
 * @throws problem `proof_required` (403), `passkey_refused` (400), `too_many_passkeys` (409)
 */
export async function addPasskey(
  { unitOfWork, config }: Dependencies,
  context: Context,
  actor: SessionPrincipal,
  { name, credential }: { name: string; credential: CreatedCredential },
): Promise<{ id: string }> {
  const em = unitOfWork.database.fork();
  await requireRecentProof(em, actor);
  const { verifyRegistrationResponse } = await webauthn();
  const { rpID, origin } = relyingParty(config);
  const { id: credentialId, rawId, type, response } = credential;
  const { clientDataJSON, attestationObject, transports = [] } = response;
  const { registrationInfo } = await verifyRegistrationResponse({
    response: {
      ...{ id: credentialId, rawId, type, clientExtensionResults: {} },
      response: { clientDataJSON, attestationObject, transports },
    },
    expectedChallenge: (challenge) => takeChallenge(em, actor.userId, challenge),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch((error: unknown) => {
    context.log.info({ error }, 'a passkey was refused');
    throw factorProblem('passkey_refused');
  });
  if (!registrationInfo) throw factorProblem('passkey_refused');
  const made = registrationInfo.credential;
  const id = randomUUID();
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    if ((await listPasskeys(tx.em, user.id)).length >= MAX_PASSKEYS) throw tooMany();
    const added = await query(
      tx.em,
      `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name)
       values (?, ?, ?, decode(?, 'base64'), ?, array(select jsonb_array_elements_text(?::jsonb)), ?)
       on conflict (credential_id) do nothing returning id`,
      [
        ...[id, user.id, made.id, Buffer.from(made.publicKey).toString('base64'), made.counter],
        ...[JSON.stringify(transports), name],
      ],
    );
    if (added.length === 0) throw factorProblem('passkey_refused');
    tellAdded(tx, user, 'passkey');
  });
  return { id };
}

/**
 * Removes a passkey of one's own.
 * @throws problem `proof_required` (403), `not_found`
 */
export async function removePasskey(
  { unitOfWork }: Dependencies,
  context: Context,
  actor: SessionPrincipal,
  id: string,
): Promise<void> {
  await transaction(unitOfWork, context, async (tx) => {
    const user = await lockProvenUser(tx, actor);
    const removed = await query(tx.em, `delete from passkeys where id = ? and user_id = ? returning id`, [
      id,
      user.id,
    ]);
    if (removed.length === 0) throw problem('not_found');
    if ((await usableMethods(tx.em, user.id)).length === 0) await removeBackupCodes(tx, user.id);
    tellRemoved(tx, user, 'passkey');
  });
}

const tooMany = () => factorProblem('too_many_passkeys', { parameters: { limit: MAX_PASSKEYS } });
