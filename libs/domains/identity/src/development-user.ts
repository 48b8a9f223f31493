import type { RoleKey } from './role.catalog.ts';

export interface DevelopmentUser {
  readonly nik: string;
  readonly password: string;
  readonly role: RoleKey;
  readonly label: string;
  readonly name: string;
  /** The department that they work in, by name. */
  readonly department: string | null;
}

const user = (
  nik: string,
  password: string,
  role: RoleKey,
  label: string,
  name: string,
  department: string | null,
): DevelopmentUser => ({ nik, password, role, label, name, department });

/** The published logins of development (seed 003 names the first five); production refuses to start with them. */
export const developmentUsers: readonly DevelopmentUser[] = [
  user('ADM001', 'admin123', 'administrator', 'Administrator', 'Ayu Lestari', 'IT Department'),
  user('EMP001', 'emp123', 'employee', 'Employee', 'Budi Santoso', 'IT Department'),
  user('KIT001', 'kitchen123', 'dapur', 'Kitchen', 'Citra Dewi', 'Production'),
  user('DEL001', 'delivery123', 'delivery', 'Delivery', 'Dedi Kurniawan', 'Warehouse'),
  user('EMP002', 'emp123', 'employee', 'Employee 2', 'Eka Putri', 'Human Resources'),
  user('SUP001', 'super123', 'super_admin', 'Super Admin', 'Fajar Nugroho', 'IT Department'),
  user('PRM001', 'manager123', 'production_manager', 'Production Manager', 'Gita Permata', 'Production'),
  user('PRO001', 'operator123', 'production_operator', 'Operator', 'Hadi Wijaya', 'Production'),
  user('RVM001', 'rvm123', 'rvm_operator', 'RVM Operator', 'Indra Saputra', 'Warehouse'),
  user('CSH001', 'cashier123', 'cashier', 'Cashier', 'Joko Susilo', null),
  user('CUS001', 'customer123', 'customer', 'Customer', 'Kartika Sari', null),
  user('CLM001', 'clinic123', 'clinic_manager', 'Clinic Manager', 'Lina Marlina', null),
  user('CLS001', 'staff123', 'clinic_staff', 'Clinic Staff', 'Maya Anggraini', null),
];
