import { z } from 'zod';
import { simulatedMachine } from '../rvm/simulated-machine.ts';
import { DemoError } from './demo-error.ts';
import type { Heard } from './listener.ts';
import type { Person, World } from './world.ts';

const CODES = ['DEMO-LOBBY', 'DEMO-CANTEEN', 'DEMO-GARAGE'];
const CAPACITY = 100;
/** Pieces come at each turn, and so many at a time that the machine is full after ten. */
const EVENLY = (): number => 0.3;
const TURNS = 40;
/** Of those that have room left. */
const FEW_TURNS = 3;

const MACHINE = z.object({ id: z.int(), code: z.string() });
const MACHINES = z.object({ data: z.array(MACHINE) });
const TOKEN = z.object({ token: z.string() });
const ALARM = z.object({
  id: z.int(),
  state: z.string(),
  workOrder: z.object({ id: z.int(), number: z.string() }).nullable(),
});
const ALARMS = z.object({ data: z.array(ALARM) });
const ABOUT = z.object({ rvmId: z.int() });
const CHANGE = ABOUT.extend({ newStatus: z.string() });
const ORDER = z.object({ number: z.string(), quantity: z.int(), status: z.string() });

interface Simulated {
  readonly id: number;
  readonly code: string;
  readonly device: Person;
  readonly machine: ReturnType<typeof simulatedMachine>;
}

/** Machines take bottles until one is full: its alarm opens a work order, somebody empties it, and the alarm is over. */
export async function playMachineFleet(world: World): Promise<string[]> {
  const [administrator, operator, worker] = await Promise.all(
    ['ADM001', 'RVM001', 'PRO001'].map((nik) => world.login(nik)),
  );
  if (!administrator || !operator || !worker) throw new DemoError('Nobody is there for the machines.');
  const [room, workshop] = await Promise.all([
    operator.listen('operator of machines'),
    worker.listen('production operator'),
  ]);
  const [full, ...others] = await putUp(world, administrator);
  if (!full) throw new DemoError('There is no machine.');
  for (const each of others) await takeBottles(each, (_, turn) => turn === FEW_TURNS);

  await takeBottles(full, (status) => status === 'FULL');
  world.say(`  ${full.code} is full`);
  await room.until('the alarm', (heard) => about(heard, 'rvm.alarm.raised', full.id)[0]);
  // The order is opened by a job, which the worker hears of.
  await workshop.until('the work order', (heard) => heard.find(({ name }) => name === 'workorder.created'));
  const alarm = await openAlarm(operator, full.id);
  if (!alarm.workOrder) throw new DemoError(`The alarm of ${full.code} has no work order.`);
  await operator.ask('POST', `/api/rvm-alarms/${alarm.id}/acknowledge`);
  world.say(`  work order ${alarm.workOrder.number} is opened for it; somebody is on the way`);

  await world.pause();
  const path = `/api/workorders/${alarm.workOrder.id}`;
  const { quantity } = ORDER.parse(await worker.ask('GET', path));
  const done = ORDER.parse(await worker.ask('PUT', `${path}/status`, { status: 'In Progress', quantity }));
  await takeBottles(full, (status) => status === 'ONLINE');
  await room.until('the end of the alarm', (heard) => about(heard, 'rvm.alarm.cleared', full.id)[0]);
  world.say(`  ${full.code} was emptied`);

  const told = about(room.heard, 'rvm.status.changed', full.id).map(
    ({ payload }) => CHANGE.parse(payload).newStatus,
  );
  return [
    `machines: ${CODES.length}; ${full.code} became ${told
      .filter((status) => status !== 'OFFLINE')
      .slice(-2)
      .join(', then ')}`,
    `work order ${done.number}: ${done.status}; its alarm ended with the first report after it`,
    'nobody goes on for them: they are OFFLINE after a minute',
  ];
}

/** Those that are there from an earlier day and those that are lacking, each with a token of today. */
async function putUp(world: World, administrator: Person): Promise<Simulated[]> {
  const known = MACHINES.parse(await administrator.ask('GET', '/api/rvms?q=DEMO-')).data;
  const machines: Simulated[] = [];
  for (const code of CODES) {
    const wish = { code, name: code, location: { address: 'Jl. Sudirman 1, Jakarta' }, capacity: CAPACITY };
    const { id } =
      known.find((each) => each.code === code) ??
      MACHINE.parse(await administrator.ask('POST', '/api/rvms', wish));
    const made = await administrator.ask('POST', `/api/rvms/${id}/device-tokens`, { name: 'demo' });
    const device = world.enter(code, TOKEN.parse(made).token, 0);
    const machine = simulatedMachine({ capacity: CAPACITY, faults: 0, random: EVENLY, seq: Date.now() });
    machines.push({ id, code, device, machine });
  }
  world.say(`  ${machines.length} machines report`);
  return machines;
}

/** Lets a machine go on until it has said what is waited for. */
async function takeBottles(
  { id, code, device, machine }: Simulated,
  isDone: (status: string, turn: number) => boolean,
): Promise<void> {
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const { reports } = machine.next(new Date());
    if (reports.length === 0) await device.ask('POST', `/api/rvms/${id}/heartbeat`);
    for (const report of reports) await device.ask('POST', `/api/rvms/${id}/status`, report);
    if (isDone(reports.at(-1)?.status ?? '', turn)) return;
  }
  throw new DemoError(`${code} did not come to what was waited for.`);
}

async function openAlarm(operator: Person, machineId: number): Promise<z.infer<typeof ALARM>> {
  const { data } = ALARMS.parse(
    await operator.ask('GET', `/api/rvm-alarms?rvmId=${machineId}&kind=FULL&open=true`),
  );
  if (!data[0]) throw new DemoError(`Machine ${machineId} has no open alarm.`);
  return data[0];
}

const about = (heard: readonly Heard[], name: string, machineId: number): Heard[] =>
  heard.filter((event) => event.name === name && ABOUT.parse(event.payload).rvmId === machineId);
