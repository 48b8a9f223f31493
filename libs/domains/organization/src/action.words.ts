import type { Words } from '@antrean/platform/report';

/** What the audit trail calls this domain's actions when people read it. */
export const actionWords: Words = {
  DEPARTMENT_CREATED: { en: 'Department created', id: 'Departemen dibuat' },
  DEPARTMENT_UPDATED: { en: 'Department changed', id: 'Departemen diubah' },
  OUTLET_CREATED: { en: 'Outlet created', id: 'Outlet dibuat' },
  OUTLET_UPDATED: { en: 'Outlet changed', id: 'Outlet diubah' },
  POSITION_CREATED: { en: 'Position created', id: 'Jabatan dibuat' },
  POSITION_UPDATED: { en: 'Position changed', id: 'Jabatan diubah' },
  SHIFT_CREATED: { en: 'Shift created', id: 'Shift dibuat' },
  SHIFT_UPDATED: { en: 'Shift changed', id: 'Shift diubah' },
};
