import { unwrap } from '@antrean/client';
import { api } from '../antrean.ts';

/**
 * Leads to a provider and back to this page: to link it, or to show by it again who somebody is.
 * @throws {ApiProblem} `proof_required` for a link
 */
export async function startProvider(provider: string, { prove }: { prove: boolean }): Promise<void> {
  const answer = await unwrap(
    api.GET('/api/auth/oauth/{provider}/start', {
      params: { path: { provider }, query: { prove: prove ? 'true' : 'false', returnTo: location.pathname } },
      headers: { Accept: 'application/json' },
    }),
  );
  if (typeof answer === 'string') throw new TypeError('The api answered with a page instead of an address');
  location.assign(answer.url);
}
