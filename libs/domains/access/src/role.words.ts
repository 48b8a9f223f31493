import type { Localised } from '@antrean/platform/http';
import type { RoleKey } from './builtin-role.ts';

/** The roles that always exist as people read them in PDFs; others are called by their key. */
export const ROLE_WORDS: Readonly<Record<RoleKey, Localised>> = {
  super_admin: { id: 'Super admin', en: 'Super admin' },
  administrator: { id: 'Administrator', en: 'Administrator' },
  production_manager: { id: 'Manajer produksi', en: 'Production manager' },
  clinic_manager: { id: 'Manajer klinik', en: 'Clinic manager' },
  rvm_operator: { id: 'Operator RVM', en: 'RVM operator' },
  production_operator: { id: 'Operator produksi', en: 'Production operator' },
  dapur: { id: 'Dapur', en: 'Kitchen' },
  delivery: { id: 'Pengantaran', en: 'Delivery' },
  cashier: { id: 'Kasir', en: 'Cashier' },
  clinic_staff: { id: 'Staf klinik', en: 'Clinic staff' },
  employee: { id: 'Karyawan', en: 'Employee' },
  customer: { id: 'Pelanggan', en: 'Customer' },
};
