import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  API_TOKEN_CREATED: { en: 'API token created', id: 'Token API dibuat' },
  API_TOKEN_REVOKED: { en: 'API token revoked', id: 'Token API dicabut' },
};
