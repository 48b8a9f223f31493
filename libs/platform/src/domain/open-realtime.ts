import type { TokenVerifier } from '../auth/index.ts';
import { ROOMS, type Realtime } from '../realtime/index.ts';
import type { System } from './compose-domains.ts';
import type { RealtimeDependencies, TokenDependencies } from './define-domain.ts';
import { refuse, twice } from './domain-conflict.ts';

/**
 * Whose tokens are known, by REST and on sockets.
 * @throws {DomainConflict} for a kind of tokens that two domains verify
 */
export function openTokens({ domains }: System, dependencies: TokenDependencies): TokenVerifier[] {
  const owned = domains.map(({ name, tokens }) => ({
    name,
    verifiers: tokens ? [tokens(dependencies)] : [],
  }));
  refuse(twice('tokens of kind', owned, ({ verifiers }) => verifiers.map(({ pass }) => pass)));
  return owned.flatMap(({ verifiers }) => verifiers);
}

/**
 * What all domains bring to sockets.
 * @throws {DomainConflict} for a namespace or a kind of room that exists twice, and for requests that nobody answers,
 *   that are answered twice or that no client could send
 */
export async function openRealtime(
  { domains, requests }: System,
  dependencies: RealtimeDependencies,
  variables?: NodeJS.ProcessEnv,
): Promise<Realtime> {
  const owned = await Promise.all(
    domains.map(async (domain) => {
      const brought = await domain.openRealtime(dependencies, variables);
      const {
        feeds = [],
        answers = [],
        tellings = [],
        rooms = [],
        roleVersions = [],
        serving = [],
      } = brought;
      return { name: domain.name, feeds, answers, tellings, rooms, roleVersions, serving };
    }),
  );
  const feeds = owned.flatMap((domain) => domain.feeds);
  const answers = owned.flatMap((domain) => domain.answers);
  const namespaces = new Set(feeds.map(({ namespace }) => namespace));
  const answered = new Set(answers.map(({ request }) => request.name));
  const declared = new Set(requests.map(({ name }) => name));
  refuse([
    ...twice('namespace', owned, (domain) => domain.feeds.map(({ namespace }) => namespace)),
    ...twice('room', owned, (domain) => domain.rooms, ROOMS),
    ...twice('answer to socket request', owned, (domain) =>
      domain.answers.map(({ request }) => request.name),
    ),
    ...requests
      .filter(({ name }) => !answered.has(name))
      .map(({ name }) => `socket request "${name}" is answered by nobody`),
    ...answers
      .filter(({ request }) => !declared.has(request.name))
      .map(({ request }) => `socket request "${request.name}" is answered and no domain declares it`),
    ...requests
      .filter(({ namespace }) => !namespaces.has(namespace))
      .map(
        ({ name, namespace }) =>
          `socket request "${name}" is for namespace "${namespace}", which is not open`,
      ),
  ]);
  return {
    feeds,
    answers,
    tellings: owned.flatMap((domain) => domain.tellings),
    rooms: owned.flatMap((domain) => domain.rooms),
    roleVersions: owned.flatMap((domain) => domain.roleVersions),
    serving: owned.flatMap((domain) => domain.serving),
  };
}
