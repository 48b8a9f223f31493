/** The process that floods: of its own, so that what it takes to send is not what is measured. */
import { Agent, request, type RequestOptions } from 'node:http';
import { setPriority } from 'node:os';
import { text } from 'node:stream/consumers';
import { io } from 'socket.io-client';

export interface Flood {
  kind: keyof typeof ATTACKS;
  perSecond: number;
  /** Where it comes from. */
  address: string;
  /** Of whoever floods, where one must be logged in. */
  token: string;
}

/** How often each answer came: a problem's code, a status, the first event. */
export type Answers = Record<string, number>;

const [, , apiUrl = '', realtimeUrl = ''] = process.argv;
setPriority(10);

let answers: Answers = {};
const answered = (what: string | number): void => void (answers[what] = (answers[what] ?? 0) + 1);
const agent = new Agent({ keepAlive: true });
let flooding = new AbortController();

function send(
  flood: Flood,
  url: string,
  { headers, body = '', read = true, ...options }: RequestOptions & { body?: string; read?: boolean },
): void {
  const sending = request(
    url,
    {
      signal: flooding.signal,
      headers: { ...headers, 'x-forwarded-for': flood.address, 'content-length': Buffer.byteLength(body) },
      ...options,
    },
    (answer) => {
      answer.on('error', () => undefined);
      if (answer.statusCode === 200 && !read) answered(200);
      else
        void text(answer).then(
          (said) => answered(CODE.exec(said)?.[1] ?? answer.statusCode ?? 0),
          () => undefined,
        );
    },
  );
  // Those that are broken off at the end.
  sending.on('error', () => undefined).end(body);
}

const logIn = (flood: Flood, body: string): void =>
  send(flood, `${apiUrl}/api/auth/login`, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });

const DEEP = `{"nik":${'['.repeat(3_990)}${']'.repeat(3_990)}}`;
const WIDE = `{${Array.from({ length: 900 }, (_, n) => `"${n}":[]`).join()}}`;
const CODE = /"code":"(\w+)"/;
const DOTS = 'e.:'.repeat(1_000);

const ATTACKS = {
  'deep bodies': (flood: Flood, n: number) => logIn(flood, n % 2 === 0 ? DEEP : WIDE),
  logins: (flood: Flood, n: number) => logIn(flood, `{"nik":"GUESS${n}","password":"guessed-again"}`),
  'long headers': (flood: Flood, n: number) =>
    send(
      flood,
      n % 2 === 0
        ? `${apiUrl}/api/orders?search=${DOTS}`
        : `${realtimeUrl}/socket.io/?EIO=4&transport=polling&token=${DOTS}`,
      { agent, headers: { origin: DOTS, referer: DOTS, authorization: `Bearer ${DOTS}` } },
    ),
  'slow readers': (flood: Flood) =>
    send(flood, `${apiUrl}/api/reports/audit-trail?format=csv`, {
      headers: { authorization: `Bearer ${flood.token}` },
      agent: false,
      read: false,
    }),
  replays: ({ token }: Flood, n: number) => {
    const socket = io(`${realtimeUrl}/notifications`, {
      transports: ['websocket'],
      auth: { token, since: n },
      forceNew: true,
      reconnection: false,
    });
    let first = true;
    socket.onAny((name: string) => {
      if (first) answered(name);
      first = false;
      if (name === 'stream.position') socket.disconnect();
    });
    socket.on('connect_error', ({ message }) => answered(message));
    flooding.signal.addEventListener('abort', () => socket.disconnect());
  },
};

function begin(flood: Flood): () => void {
  const begun = performance.now();
  let n = 0;
  // At this rate, whatever becomes of those before.
  const timer = setInterval(() => {
    const due = ((performance.now() - begun) / 1_000) * flood.perSecond;
    for (; n < due; n += 1) ATTACKS[flood.kind](flood, n);
  }, 10);
  return () => clearInterval(timer);
}

let end = (): void => undefined;
process.on('message', (flood: Flood | 'end') => {
  if (flood !== 'end') {
    end = begin(flood);
    return;
  }
  end();
  flooding.abort();
  flooding = new AbortController();
  process.send?.(answers);
  answers = {};
});
process.send?.({});
