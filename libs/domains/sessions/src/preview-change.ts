import { changeRole, type RoleChanges } from '@antrean/access';
import { changeRoles, changeStatus, rolesWanted, type RolesChange } from '@antrean/accounts';
import type { UserPrincipal } from '@antrean/platform/auth';
import { query, textArray } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { roleRoom, roomsOfUser } from '@antrean/platform/realtime';
import { rehearse, type Context, type Tx } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { z } from 'zod';

/** Users who are named. */
const EXAMPLES = 20;

const rights = z.array(z.string());
const affected = z.object({ id: z.int(), name: z.string(), lost: rights, gained: rights });
type Affected = z.output<typeof affected>;

/** What a change would do. A right at one place alone is written `clinics.manage@clinic:3`. */
export const changeEffect = z.object({
  users: z.int().describe('Whose rights would change'),
  rights: z
    .array(z.object({ right: z.string(), lost: z.int(), gained: z.int() }))
    .describe('How many users would lose and gain each'),
  examples: z.array(affected).describe(`The first ${EXAMPLES} of these users`),
  sessions: z.int().describe('Sessions that would end'),
  sockets: z.int().nullable().describe('Connections that would end or come back; null when nobody knows now'),
});
export type ChangeEffect = z.output<typeof changeEffect>;

type Dependencies = Pick<RouteDependencies, 'unitOfWork' | 'countSockets'>;

/** What {@link changeRole} would do. @throws problem as that does */
export async function previewRole(
  { unitOfWork, countSockets }: Dependencies,
  context: Context,
  actor: UserPrincipal,
  key: string,
  changes: RoleChanges,
): Promise<ChangeEffect> {
  const effect = await rehearse(unitOfWork, context, async (tx) => {
    const { role, before } = await changeRole(tx, actor, { key }, changes);
    const lost = before.filter((permission) => !role.permissions.includes(permission));
    const gained = role.permissions.filter((permission) => !before.includes(permission));
    if (lost.length + gained.length === 0) return NOBODY;
    return readHolders(tx.em, key, { lost, gained });
  });
  return { ...effect, sessions: 0, sockets: effect === NOBODY ? 0 : await countSockets([roleRoom(key)]) };
}

/** What setting the roles of a user would do. @throws problem as `changeRoles` does */
export const previewRoles = (
  dependencies: Dependencies,
  context: Context,
  actor: UserPrincipal,
  userId: number,
  wanted: RolesChange,
): Promise<ChangeEffect> =>
  previewUser(dependencies, context, userId, async (tx) => {
    await changeRoles(tx, actor, { id: userId }, rolesWanted(wanted));
    return { endsSessions: false };
  });

/** What activating or deactivating a user would do. @throws problem as `changeStatus` does */
export const previewStatus = (
  dependencies: Dependencies,
  context: Context,
  actor: UserPrincipal,
  userId: number,
  isActive: boolean,
): Promise<ChangeEffect> =>
  previewUser(dependencies, context, userId, async (tx) => {
    await changeStatus(tx, actor, { id: userId }, isActive);
    return { endsSessions: !isActive };
  });

async function previewUser(
  { unitOfWork, countSockets }: Dependencies,
  context: Context,
  userId: number,
  change: (tx: Tx) => Promise<{ endsSessions: boolean }>,
): Promise<ChangeEffect> {
  const { disconnects, ...effect } = await rehearse(unitOfWork, context, async (tx) => {
    const before = await readRights(tx.em, userId);
    const { endsSessions } = await change(tx);
    const after = await readRights(tx.em, userId);
    const lost = before.rights.filter((right) => !after.rights.includes(right));
    const gained = after.rights.filter((right) => !before.rights.includes(right));
    const examples =
      lost.length + gained.length === 0 ? [] : [{ id: userId, name: after.name, lost, gained }];
    const sessions = endsSessions ? await countSessions(tx.em, userId) : 0;
    // Of a user who stays as he is nothing is told, and nobody is disconnected.
    return { disconnects: tx.writes.events.length > 0, ...summaryOf(examples), sessions };
  });
  return { ...effect, sockets: disconnects ? await countSockets(roomsOfUser(userId)) : 0 };
}

const NOBODY: Pick<ChangeEffect, 'users' | 'rights' | 'examples'> = { users: 0, rights: [], examples: [] };

function summaryOf(examples: Affected[]): typeof NOBODY {
  const named = [...new Set(examples.flatMap(({ lost, gained }) => [...lost, ...gained]))].toSorted();
  const count = (right: string, of: 'lost' | 'gained'): number =>
    examples.filter((each) => each[of].includes(right)).length;
  return {
    users: examples.length,
    rights: named.map((right) => ({ right, lost: count(right, 'lost'), gained: count(right, 'gained') })),
    examples,
  };
}

/** What a user may, as of now in this transaction; nothing while he is deactivated. */
async function readRights(em: EntityManager, userId: number): Promise<{ name: string; rights: string[] }> {
  const [user] = await query<{ name: string; rights: string[] }>(
    em,
    `select n.name, array(
       select permission from user_permissions_v where user_id = u.id and u.is_active
       union
       select permission || case when clinic_id is not null then '@clinic:' || clinic_id
                                 when outlet_id is not null then '@outlet:' || outlet_id
                                 else '@department:' || department_id end
       from scoped_permissions_v where user_id = u.id and u.is_active
       order by 1) as rights
     from users_v u join user_names_v n on n.id = u.id where u.id = ?`,
    [userId],
  );
  return user ?? { name: '', rights: [] };
}

async function countSessions(em: EntityManager, userId: number): Promise<number> {
  const [row] = await query<{ count: number }>(
    em,
    `select count(*)::int as count from sessions where user_id = ? and ended_at is null and expires_at > now()`,
    [userId],
  );
  return row?.count ?? 0;
}

/**
 * Those who have a role that was changed in this transaction: who has a right by no other role loses or gains it. A view
 * has a row for each role that gives the right, so that who has as many as he has this role has it by this one alone.
 */
async function readHolders(
  em: EntityManager,
  key: string,
  { lost, gained }: { lost: readonly string[]; gained: readonly string[] },
): Promise<typeof NOBODY> {
  const [row] = await query<{ users: number; examples: Affected[]; rights: ChangeEffect['rights'] }>(
    em,
    `with holders as (
      select user_id, count(*) as times from (
        select user_id from user_roles_v where role_key = ?
        union all select user_id from scoped_roles_v where role_key = ?) held group by user_id
    ), effect as (
      select u.id, n.name,
        array(select p from unnest(?::text[]) p
              where not exists (select from user_permissions_v v where v.user_id = u.id and v.permission = p)
                and not exists (select from scoped_permissions_v v where v.user_id = u.id and v.permission = p)
              order by 1) as lost,
        array(select p from unnest(?::text[]) p
              where (select count(*) from user_permissions_v v where v.user_id = u.id and v.permission = p)
                  + (select count(*) from scoped_permissions_v v where v.user_id = u.id and v.permission = p)
                  = h.times
              order by 1) as gained
      from holders h join users_v u on u.id = h.user_id and u.is_active join user_names_v n on n.id = u.id
    ), changed as materialized (select * from effect where cardinality(lost) + cardinality(gained) > 0)
     select (select count(*)::int from changed) as users,
       coalesce((select jsonb_agg(to_jsonb(c)) from (select * from changed order by id limit ${EXAMPLES}) c), '[]')
         as examples,
       coalesce((select jsonb_agg(to_jsonb(r)) from (
         select "right", sum(is_lost)::int as lost, sum(1 - is_lost)::int as gained
         from (select unnest(lost) as "right", 1 as is_lost from changed
               union all select unnest(gained), 0 from changed) each
         group by 1 order by 1) r), '[]') as rights`,
    [key, key, textArray(lost), textArray(gained)],
  );
  return row ?? NOBODY;
}
