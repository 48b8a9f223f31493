import { Client } from 'pg';

/** May read and write the tables, append to the audit trail, and change no schema (migrations 0012, 0015). */
const APP_ROLE = 'antrean_app';

/**
 * Makes sure that the login of `url` exists beside the owner and has the rights of the processes: those of
 * `antrean_app`, and no other. Its password is set when it is made here; one that is there keeps its own.
 *
 * @throws when it has more rights than it may have, or when the owner may not create roles: it says what to run
 */
export async function ensureLoginRole(ownerUrl: string, url: string): Promise<void> {
  const { username, password } = new URL(url);
  const name = decodeURIComponent(username);
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    if (new URL(ownerUrl).username === username) {
      throw new Error(
        'DATABASE_URL and DATABASE_OWNER_URL log in as the same role; the processes need one of their own',
      );
    }
    await owner.query('begin');
    await owner.query(`select pg_advisory_xact_lock(hashtext('antrean login role'))`);
    const { rows } = await owner.query<{ mighty: boolean; member: boolean }>(
      `select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls as mighty,
              pg_has_role(oid, $2, 'usage') as member from pg_roles where rolname = $1`,
      [name, APP_ROLE],
    );
    const [found] = rows;
    if (found?.mighty) {
      throw new Error(
        `the role "${name}" of DATABASE_URL may create roles or databases; take one that may not`,
      );
    }
    if (!found?.member) {
      const { rows: made } = await owner.query<{ sql: string }>(
        found
          ? `select format('grant ${APP_ROLE} to %I', $1::text) as sql where $2::text is not null`
          : `select format('create role %I login password %L in role ${APP_ROLE}', $1::text, $2::text) as sql`,
        [name, decodeURIComponent(password)],
      );
      await owner.query(made[0]?.sql ?? '');
    }
    await owner.query('commit');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') {
      throw new Error(
        `the owner of the database may not make the login "${name}"; run as an administrator of the server: ` +
          `create role ${name} login password '…' in role ${APP_ROLE}`,
        { cause: error },
      );
    }
    throw error;
  } finally {
    await owner.end();
  }
}
