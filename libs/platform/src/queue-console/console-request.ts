import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where the queue console is, at the api's port and at the operators' port of the workers. */
export const CONSOLE_PATH = '/admin/queues';

/** How the api tells a worker that an administrator asks: until when that holds, and a proof that the api says so. */
export const CONSOLE_HEADER = 'x-antrean-queue-console';

const HOLDS_MS = 30_000;
const LONGEST = 100;

interface ConsoleRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
}

const proofOf = (until: string, { method, url }: ConsoleRequest, secret: string): string =>
  createHmac('sha256', secret).update(`queue console ${until} ${method} ${url}`).digest('base64url');

/** The value of {@link CONSOLE_HEADER} for one request, which holds for half a minute. */
export function signConsoleRequest(request: ConsoleRequest, secret: string): string {
  const until = String(Date.now() + HOLDS_MS);
  return `${until} ${proofOf(until, request, secret)}`;
}

/** Whether the api passed this request on, a moment ago. */
export function isConsoleRequest(
  request: ConsoleRequest,
  header: string | string[] | undefined,
  secret: string,
): boolean {
  if (typeof header !== 'string' || header.length > LONGEST) return false;
  const [until = '', proof = ''] = header.split(' ');
  const [given, expected] = [Buffer.from(proof), Buffer.from(proofOf(until, request, secret))];
  return given.length === expected.length && timingSafeEqual(given, expected) && Number(until) >= Date.now();
}
