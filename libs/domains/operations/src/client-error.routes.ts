import type { RouteDependencies } from '@antrean/platform/domain';
import { noContent, route, type Route } from '@antrean/platform/http';
import { clientError } from './client-error.contract.ts';

/** What may let somebody in or names them (tokens, keys, addresses), for whoever sent it may not have looked. */
const isSecret = (word: string): boolean =>
  word.length >= 32 || word.startsWith('eyJ') || word.startsWith('antr_') || word.includes('@');
const withoutSecrets = (text: string): string =>
  text.replaceAll(/[^\s"'`()/:;,]+/g, (word) => (isSecret(word) ? '[redacted]' : word));

/** Where pages tell that they have failed: people close them and say nothing. */
export const clientErrorRoutes = ({ metrics }: Pick<RouteDependencies, 'metrics'>): Route[] => [
  route({
    method: 'post',
    path: '/api/client-errors',
    access: 'public',
    tag: 'Operations',
    summary: 'Tells that a page has failed',
    description:
      'It is written to the log without what looks like a secret, and counted (`client_errors_total`); nothing is kept. At ' +
      'most 60 in a minute are taken from one address.',
    body: clientError,
    status: 204,
    rateLimit: 'search',
    handler: async ({ body, log }) => {
      metrics.clientErrors.inc();
      const { message, stack = '', ...rest } = body;
      const told = { ...rest, message: withoutSecrets(message), stack: withoutSecrets(stack) };
      log.warn({ clientError: told }, 'a page failed');
      return noContent();
    },
  }),
];
