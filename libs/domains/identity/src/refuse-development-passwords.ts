import type { Database } from '@antrean/platform/database';
import { developmentUsers } from './development-user.ts';
import { createPasswords } from './password.ts';
import { User } from './user.entity.ts';

/**
 * For the start in production: a database that came from development still has its published passwords.
 * @throws naming the users who have one
 */
export async function refuseDevelopmentPasswords(database: Database): Promise<void> {
  const published = new Map(developmentUsers.map(({ nik, password }) => [nik, password]));
  const users = await database.fork().find(User, { nik: { $in: [...published.keys()] }, isActive: true });
  const passwords = createPasswords(12);
  const exposed: string[] = [];
  for (const { nik, passwordHash } of users) {
    if (nik && (await passwords.matches(published.get(nik) ?? '', passwordHash))) exposed.push(nik);
  }
  if (exposed.length > 0) {
    throw new Error(
      `Production refuses to start: ${exposed.join(', ')} still have the published development password. ` +
        'Deactivate these users or change their passwords.',
    );
  }
}
