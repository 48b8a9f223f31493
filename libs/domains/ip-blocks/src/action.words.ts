import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  IP_BLOCK_CREATED: { en: 'Address blocked', id: 'Alamat diblokir' },
  IP_BLOCK_CHANGED: { en: 'Block of an address changed', id: 'Blokir alamat diubah' },
  IP_BLOCK_LIFTED: { en: 'Block of an address lifted', id: 'Blokir alamat dibuka' },
};
