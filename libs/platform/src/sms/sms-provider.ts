import type { Breakers } from '../breaker/index.ts';
import { SmsError } from './sms-error.ts';
import type { SmsMessage, SmsSender } from './sms-message.ts';

const TIMEOUT_MS = 15_000;
/** How much longer than the longest call an open breaker rests. */
const REST_MS = 5_000;
/** How long a message waits in a worker for a provider that is away, before it makes room for another. */
const PATIENCE_MS = 20_000;
/** Answers that refuse this try and not this message: a token that can be put right, and "come again". */
const MAY_PASS = new Set([401, 402, 403, 404, 405, 407, 408, 409, 425, 429]);

/**
 * A provider that is reached over HTTP: `POST <url>` with `{ to, text }`, the token as bearer, and the message's key in
 * `Idempotency-Key`, by which it recognises a repetition. Any 2xx means that it has taken the message.
 */
export function createSmsProvider({
  url,
  token,
  timeoutMs = TIMEOUT_MS,
  breakers,
}: {
  url: string;
  token: string | undefined;
  timeoutMs?: number;
  /** Without them every message is tried. */
  breakers?: Breakers | undefined;
}): SmsSender {
  const breaker = breakers?.of('sms', new URL(url).host, {
    timeoutMs: timeoutMs + REST_MS,
    resetMs: timeoutMs + 2 * REST_MS,
    judge: (error) => (error instanceof SmsError && error.answered ? 'answered' : 'away'),
  });
  const post = async ({ to, text, idempotencyKey }: SmsMessage): Promise<{ response: string }> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': idempotencyKey,
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ to, text }),
      // Followed, a redirection would carry the text and the token to somebody else.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new SmsError(`The SMS provider could not be reached; it may later: ${reasonOf(error)}`, {
        permanent: false,
        cause: error,
      });
    });
    // The status says all. The rest may be long, or repeat the text with the code that is in it.
    await answer.body?.cancel();
    if (answer.ok) return { response: String(answer.status) };
    const permanent = answer.status >= 400 && answer.status < 500 && !MAY_PASS.has(answer.status);
    const hint = permanent
      ? 'The SMS provider refuses this message for good'
      : 'The SMS provider could not take the message; it may later';
    throw new SmsError(`${hint}: ${answer.status}`, { permanent, answered: answer.status < 500 });
  };
  return {
    send: (message) => (breaker ? breaker.run(() => post(message)) : post(message)),
    untilCalled: async (signal) => breaker?.untilCalled({ signal, patienceMs: PATIENCE_MS }),
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
