import { createTestUser } from '@antrean/accounts/testing';
import type { SessionPrincipal, UserPrincipal } from '@antrean/platform/auth';
import { query } from '@antrean/platform/database';
import { createTestSession } from '@antrean/sessions/testing';
import type { TestReply } from '@antrean/testing';
import type { ClinicApi } from '../clinic-api.factory.ts';
import { createTestClinic } from '../testing.ts';

/** A clinic with a manager and two services. */
export interface StaffScene {
  readonly id: number;
  /** Where its staff are. */
  readonly at: string;
  readonly manager: SessionPrincipal;
  readonly services: readonly number[];
}
export interface StaffScenes {
  scene(): Promise<StaffScene>;
  /** Somebody with an account, who works nowhere. */
  user(): Promise<{ id: number; email: string; fullName: string }>;
  add(actor: UserPrincipal | null, at: string, body: object): Promise<TestReply>;
  /** What somebody may be at places. */
  rolesOf(userId: number): Promise<readonly string[]>;
  deactivate(userId: number): Promise<void>;
  /** Resolves when somebody waits for a lock. */
  untilWaiting(): Promise<void>;
}

export function staffScenes(api: ClinicApi): StaffScenes {
  let people = 0;
  return {
    scene: async () => {
      const { id } = await createTestClinic(api.database);
      const manager = await api.staffOf(id, 'manager');
      const services = [];
      for (const name of ['Vaksinasi', 'Grooming']) {
        const service = { name, price: 150_000, durationMinutes: 30 };
        const { body } = await api.send(manager, 'POST', `/api/clinics/${id}/services`, service);
        services.push(Number(body['id']));
      }
      return { id, at: `/api/clinics/${id}/staff`, manager, services };
    },
    user: async () => {
      people += 1;
      const email = `person${people}@example.test`;
      const made = { role: 'customer', departmentId: null, email };
      const { id, fullName } = await createTestUser(api.database, made);
      return { id, email, fullName };
    },
    add: (actor, at, body) => api.send(actor, 'POST', at, body),
    rolesOf: async (id) => (await createTestSession(api.database, { id })).scopedRoles,
    deactivate: async (id) => {
      await query(api.database.fork(), `update users set is_active = false where id = ?`, [id]);
    },
    untilWaiting: async () => {
      const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      for (;;) if ((await query(api.database.fork(), waits)).length > 0) return;
    },
  };
}

/** The rows of a page. */
export const dataOf = (body: Record<string, unknown>) => body['data'] as Record<string, unknown>[];
/** The first field that was refused. */
export const errorOf = (body: Record<string, unknown>) =>
  (body['errors'] as { field: string }[] | undefined)?.[0]?.field;
