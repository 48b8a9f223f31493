import type { UserPrincipal } from '@antrean/platform/auth';
import type { TestReply } from '@antrean/testing';
import { ADMIN, PATH, startOnboardingApi, type OnboardingApi } from '../onboarding-api.factory.ts';

export type Person = UserPrincipal & { email: string };

export const REASON = 'The photograph of the licence is cut off.';

export interface ReviewScene {
  readonly api: OnboardingApi;
  readonly reviewer: Person;
  /** Another one, who reads Indonesian. */
  readonly second: Person;
  decide(
    id: number,
    actor: UserPrincipal,
    decision: string,
    reason?: string,
    headers?: Record<string, string>,
  ): Promise<TestReply>;
  /** What has happened to an application, as somebody reads it: action, detail, who. */
  actionsOf(id: number, actor: UserPrincipal): Promise<[string, string | null, number | undefined][]>;
}

/** The endpoints of onboarding with two who review. */
export async function startReviewScene(): Promise<ReviewScene> {
  const api = await startOnboardingApi();
  return {
    api,
    reviewer: await api.person('administrator', 'en'),
    second: await api.person('administrator', 'id'),
    decide: (id, actor, decision, reason, headers = {}) =>
      api.send(
        actor,
        'POST',
        `${ADMIN}/${id}/decision`,
        { decision, ...(reason === undefined ? {} : { reason }) },
        headers,
      ),
    actionsOf: async (id, actor) => {
      const { body } = await api.send(actor, 'GET', `${PATH}/${id}/history`);
      const lines = body['data'] as { action: string; detail: string | null; actor: { id: number } | null }[];
      return lines.map(({ action, detail, actor: by }) => [action, detail, by?.id]);
    },
  };
}
