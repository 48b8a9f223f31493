import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  ROLE_CREATED: { en: 'Role created', id: 'Peran dibuat' },
  ROLE_DELETED: { en: 'Role deleted', id: 'Peran dihapus' },
  ROLE_UPDATED: { en: 'Role changed', id: 'Peran diubah' },
};
