import autocannon from 'autocannon';
import { Client, type Pool, type QueryConfig } from 'pg';
import type { BenchSystem } from './bench-system.ts';

export const CONNECTIONS = 8;
export const ROUND_SECONDS = 3;
/** Marks what driver loops wrote. */
export const CORRELATION = 'bench';

/** As the driver is given it: a prepared one has a name. */
type Statement = QueryConfig;

/** The statements that a service sends for one transaction, from its `begin` to its `commit`. */
export async function transactionOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  const send: unknown = Reflect.get(Client.prototype, 'query');
  if (typeof send !== 'function') throw new Error('the driver has no query');
  Object.defineProperty(Client.prototype, 'query', {
    configurable: true,
    writable: true,
    value(this: Client, asked: Statement, ...rest: unknown[]): unknown {
      const { text, values, name } = asked;
      statements.push({ text, ...(values && { values: [...values] }), ...(name && { name }) });
      return Reflect.apply(send, this, [asked, ...rest]);
    },
  });
  await work();
  Object.defineProperty(Client.prototype, 'query', { configurable: true, writable: true, value: send });
  if (statements[0]?.text !== 'begin' || statements.at(-1)?.text !== 'commit')
    throw new Error(`this is no transaction: ${statements.map(({ text }) => text).join('; ')}`);
  return statements;
}

/** Transactions per second of a bare pg driver that sends the same statements again and again. */
export async function driverRound(pool: Pool, statements: readonly Statement[]): Promise<number> {
  const until = performance.now() + ROUND_SECONDS * 1_000;
  let done = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < until) {
      const client = await pool.connect();
      try {
        for (const statement of statements) await client.query(statement);
        done += 1;
      } finally {
        client.release();
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  return done / ROUND_SECONDS;
}

/**
 * POST requests per second that were answered 201.
 * @param headersOf further headers of each request
 */
export async function apiRound(
  system: BenchSystem,
  { path, body, token }: { path: string; body: unknown; token: string },
  headersOf?: () => Record<string, string>,
): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const result = await autocannon({
    url: `${system.apiUrl}${path}`,
    connections: CONNECTIONS,
    duration: ROUND_SECONDS,
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    ...(headersOf && {
      requests: [{ setupRequest: (request) => ({ ...request, headers: { ...headers, ...headersOf() } }) }],
    }),
  });
  if (result.non2xx > 0) throw new Error(`${result.non2xx} requests were refused`);
  return result['2xx'] / result.duration;
}
