import type { SessionPrincipal, UserPrincipal } from '@antrean/platform/auth';
import type { TestMailbox, TestReply, TestWorker } from '@antrean/testing';
import { startMachineApi, type Device, type MachineApi } from '../machine-api.factory.ts';

export interface Alarm {
  id: number;
  kind: string;
  state: string;
  message: string | null;
  workOrder: { id: number; number: string } | null;
}

/** Machines with their worker, and who looks after them. */
export interface AlarmScene extends MachineApi {
  readonly worker: TestWorker;
  readonly mailbox: TestMailbox;
  /** Who can be given work orders. */
  readonly mechanic: SessionPrincipal;
  mailsTo(person: UserPrincipal): Promise<string[]>;
  /** As it was before anything happened: no machines, no mails. */
  reset(): Promise<void>;
  /** A machine that has been there for a while. */
  settled(details?: { outletId?: number }): Promise<Device>;
  fallSilent(device: Device): Promise<void>;
  alarmsOf(device: Device, actor?: UserPrincipal): Promise<Alarm[]>;
  /** `FULL raised`, the newest first. */
  kindsOf(device: Device): Promise<string[]>;
  override(device: Device, body: object): Promise<TestReply>;
  /** As if the time of the override were over, and its job had come. */
  endOverride(device: Device): Promise<void>;
  ordersOf(device: Device): Promise<{ number: string }[]>;
}

export async function startAlarmScene(): Promise<AlarmScene> {
  const api = await startMachineApi();
  const mechanic = await api.person('production_operator');
  const { worker, mailbox, mailsTo } = await api.work();
  const alarmsOf: AlarmScene['alarmsOf'] = async ({ id }, actor = api.operator) => {
    await worker.drain();
    const { status, body } = await api.send(actor, 'GET', `/api/rvm-alarms?rvmId=${id}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body['data'] as Alarm[];
  };
  return {
    ...api,
    ...{ worker, mailbox, mailsTo, mechanic, alarmsOf },
    reset: async () => {
      await worker.drain();
      await api.sql(`delete from rvms`);
      await api.sql(`delete from deliveries`);
      await api.listening(3_600);
      await mailbox.clear();
    },
    settled: async (details = {}) => {
      const device = await api.plug(details);
      await api.beat(device);
      await api.beat(device);
      return device;
    },
    fallSilent: async (device) => {
      await api.silence([device.id], 3_600);
      await api.sweep();
    },
    kindsOf: async (device) => (await alarmsOf(device)).map(({ kind, state }) => `${kind} ${state}`),
    override: (device, body) => api.send(api.operator, 'PUT', `/api/rvms/${device.id}/override`, body),
    endOverride: async (device) => {
      await api.sql(`update rvm_states set override_until = now() where rvm_id = ${device.id}`);
      await api.sql(
        `update outbox_jobs set run_at = now() where state = 'pending' and name = 'rvm.override.end'`,
      );
      await worker.drain();
    },
    ordersOf: (device) =>
      api.sql(`select number from work_orders where product_name like '%${device.code}%' order by id`),
  };
}

export const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();
