import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  RVM_CREATED: { en: 'Machine added', id: 'Mesin ditambahkan' },
  RVM_UPDATED: { en: 'Machine changed', id: 'Mesin diubah' },
  RVM_STATUS_CHANGED: { en: 'Machine status changed', id: 'Status mesin berubah' },
  RVM_ALARM_RAISED: { en: 'Machine alarm', id: 'Alarm mesin' },
  RVM_ALARM_ACKNOWLEDGED: { en: 'Machine alarm seen to', id: 'Alarm mesin ditangani' },
  RVM_ALARM_CLEARED: { en: 'Machine alarm over', id: 'Alarm mesin selesai' },
  RVM_OVERRIDDEN: { en: 'Machine status overridden', id: 'Status mesin ditetapkan' },
  RVM_OVERRIDE_LIFTED: { en: 'Override of a machine lifted', id: 'Penetapan status mesin dicabut' },
  RVM_DELETED: { en: 'Machine deleted', id: 'Mesin dihapus' },
};
