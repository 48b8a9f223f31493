import type { BreakerOptions, Breakers } from '@antrean/platform/breaker';
import type { CustomFetch } from 'openid-client';

/** No answer of a provider is a tenth as large. */
const MAX_BYTES = 256 * 1024;

/** A provider's answer was larger than any that it gives. */
export class AnswerTooLarge extends Error {
  constructor() {
    super(`The provider's answer has more than ${MAX_BYTES} bytes`);
    this.name = 'AnswerTooLarge';
  }
}

/** The provider answered that it cannot. */
class ProviderFailed extends Error {
  readonly response: Response;
  constructor(response: Response) {
    super(`The provider answered ${response.status}`);
    this.response = response;
  }
}

const BREAKER: BreakerOptions = {
  timeoutMs: 20_000,
  resetMs: 30_000,
  judge: (error) => (error instanceof AnswerTooLarge ? 'answered' : 'away'),
};

/** {@link boundedFetch} through the breaker of the host that is asked: nobody waits for one that is away. */
export const sparingFetch =
  (breakers: Breakers): CustomFetch =>
  async (url, options) => {
    try {
      return await breakers.of('oauth', new URL(url).host, BREAKER).run(async () => {
        const response = await boundedFetch(url, options);
        if (response.status >= 500) throw new ProviderFailed(response);
        return response;
      });
    } catch (error) {
      if (error instanceof ProviderFailed) return error.response;
      throw error;
    }
  };

/** `fetch` that reads no more than so much, within the time of its signal; redirections are not followed. */
export const boundedFetch: CustomFetch = async (url, options) => {
  const { body, signal, ...rest } = options;
  const answer = await fetch(url, {
    ...rest,
    ...(body ? { body } : {}),
    ...(signal ? { signal } : {}),
    redirect: 'manual',
  });
  const { status, headers } = answer;
  if (!answer.body) return new Response(null, { status, headers });
  const chunks: Uint8Array[] = [];
  let size = 0;
  const parts: AsyncIterable<Uint8Array> = answer.body;
  for await (const chunk of parts) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (size > MAX_BYTES) throw new AnswerTooLarge();
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status, headers });
};
