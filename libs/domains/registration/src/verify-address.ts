import { addUser, findUserId, nameOf, type AccountDependencies } from '@antrean/accounts';
import { query } from '@antrean/platform/database';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx } from '@antrean/platform/transaction';
import { findLink, lockAddress, takeLink } from './address-link.ts';
import { confirmEmailChange } from './change-email.ts';
import { userRegistered } from './registration.messages.ts';
import { registrationProblem } from './registration.problem.ts';

/** The role of whoever registers without being asked to. */
const ROLE = 'customer';

/**
 * Whoever has a mailed link has proven its address: of a registration it makes a user, of a wanted change a new address.
 * @returns the proven address
 * @throws problem `address_link_invalid` (400)
 */
export async function verifyAddress(
  { unitOfWork }: Pick<AccountDependencies, 'unitOfWork'>,
  context: Context,
  token: string,
): Promise<string> {
  return transaction(unitOfWork, context, async (tx) => {
    const link = await findLink(tx.em, token, ['registration', 'email-change']);
    if (!link) throw registrationProblem('address_link_invalid');
    return link.userId === null
      ? completeRegistration(tx, token, link.address)
      : confirmEmailChange(tx, token, link.userId);
  });
}

interface Waiting {
  email: string;
  full_name: string;
  phone: string | null;
  password_hash: string;
  language: 'id' | 'en';
}

async function completeRegistration(tx: Tx, token: string, address: string): Promise<string> {
  // First: two who follow links of one address would each hold a link that the other's deletion waits for.
  await lockAddress(tx.em, address);
  const id = await takeLink(tx.em, token, 'registration');
  const [waiting] = await query<Waiting>(
    tx.em,
    `select email, full_name, phone, password_hash, language from registrations where id = ?`,
    [id],
  );
  // The owner of the address came in by another way meanwhile: what somebody typed before opens nothing.
  if (!waiting || (await findUserId(tx.em, waiting.email)) !== null) {
    throw registrationProblem('address_link_invalid');
  }
  const { email, full_name: namaLengkap, phone } = waiting;
  // The number is not proven, so it takes nobody's place.
  const isFree = phone !== null && (await findUserId(tx.em, phone)) === null;
  const details = { email, namaLengkap, ...(isFree ? { phone } : {}) };
  const user = await addUser(tx, details, ROLE, waiting.password_hash);
  user.emailVerifiedAt = new Date();
  user.isUnclaimed = true;
  user.language = waiting.language;
  await tx.em.flush();
  await query(tx.em, `delete from registrations where lower(email) = lower(?)`, [email]);
  publish(tx, userRegistered, { userId: user.id, userName: nameOf(user) });
  return email;
}
