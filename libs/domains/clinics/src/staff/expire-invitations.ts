import { lockRow, query } from '@antrean/platform/database';
import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { Clinic, ClinicInvitation } from '../clinic.entity.ts';
import { isOver } from './invitation.queries.ts';
import { endInvitation } from './invite-staff.ts';

/** Invitations that one turn ends. Nobody can accept one that is over, whether or not a turn has come. */
const BATCH = 50;

export const expireInvitationsSchedule = (): Schedule =>
  defineSchedule({
    name: 'clinics.expire-invitations',
    everyMs: 3_600_000,
    run: async (tx) => ((await expireInvitations(tx)) === BATCH ? MORE : undefined),
  });

/** Ends invitations that nobody has answered in time, by PostgreSQL's clock. @returns how many it has looked at */
export async function expireInvitations(tx: Tx): Promise<number> {
  const over = await query<{ id: number; clinicId: number }>(
    tx.em,
    `select id, clinic_id as "clinicId" from (
       select id, clinic_id from clinic_invitations where status = 'invited' and expires_at <= clock_timestamp()
       order by expires_at limit ?) oldest
     order by clinic_id, id`,
    [BATCH],
  );
  for (const { id, clinicId } of over) {
    await lockRow(tx.em, Clinic, { id: clinicId });
    const invitation = await lockRow(tx.em, ClinicInvitation, { id });
    if (invitation.status === 'invited' && (await isOver(tx.em, invitation))) {
      await endInvitation(tx, invitation, 'expire');
    }
  }
  return over.length;
}
