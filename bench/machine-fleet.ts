import { Agent, request } from 'node:http';
import { setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** What the process of the machines is told: who they are, what each says, and how many of them do in a second. */
export interface Fleet {
  readonly url: string;
  readonly machines: readonly { readonly id: number; readonly token: string }[];
  readonly perSecond: number;
  readonly reports: number;
  /** What each has counted: the same as before, or more. */
  readonly pieces: number;
}

/** What became of their reports. */
export interface Heard {
  readonly answered: number;
  /** By status. */
  readonly refused: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Milliseconds from when each was to be sent until it was answered. */
  readonly lags: readonly number[];
}

/** Connections that they share, so that it is not connecting that is measured. */
const CONNECTIONS = 64;
const LOOK_EVERY_MS = 5;

// Machines have processors of their own; here they take what the servers leave.
setPriority(10);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

const send = (url: string, token: string, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
    };
    request(url, { agent, method: 'POST', headers }, (answer) =>
      answer
        .on('error', reject)
        .on('end', () => resolve(answer.statusCode ?? 0))
        .resume(),
    )
      .on('error', reject)
      .end(body);
  });

/** One after the other at a steady rate, whatever becomes of those before. */
async function run({ url, machines, perSecond, reports, pieces }: Fleet): Promise<Heard> {
  const body = JSON.stringify({ status: 'ONLINE', fillPercent: 40, counters: { PET: pieces, CAN: 45 } });
  const lags: number[] = [];
  const refused: Record<string, number> = {};
  const sent: Promise<void>[] = [];
  const begun = performance.now();
  const say = async (n: number): Promise<void> => {
    const { id, token } = machines[n % machines.length] ?? { id: 0, token: '' };
    const status = await send(`${url}/api/rvms/${id}/status`, token, body);
    if (status === 200) lags.push(performance.now() - begun - (n / perSecond) * 1_000);
    else refused[status] = (refused[status] ?? 0) + 1;
  };
  while (sent.length < reports) {
    const due = ((performance.now() - begun) / 1_000) * perSecond;
    while (sent.length < Math.min(reports, due)) sent.push(say(sent.length));
    await pause(LOOK_EVERY_MS);
  }
  await Promise.all(sent);
  return { answered: lags.length, refused, seconds: (performance.now() - begun) / 1_000, lags };
}

process.on('message', (fleet: Fleet) => {
  run(fleet).then(
    (heard) => process.send?.(heard),
    (error: unknown) => {
      throw error;
    },
  );
});
process.send?.('ready');
