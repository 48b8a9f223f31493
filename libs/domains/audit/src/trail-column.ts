import type { ReportColumn } from '@antrean/platform/report';
import type { TrailRow } from './audit-trail.queries.ts';

export const TRAIL_COLUMNS: readonly ReportColumn<keyof TrailRow>[] = [
  { key: 'id', header: { id: 'No.', en: 'No.' }, format: 'integer' },
  { key: 'timestamp', header: { id: 'Waktu', en: 'Time' }, format: 'instant' },
  { key: 'aksi', header: { id: 'Aksi', en: 'Action' } },
  { key: 'detail', header: { id: 'Detail', en: 'Detail' } },
  { key: 'userId', header: { id: 'Id Pengguna', en: 'User Id' }, format: 'integer' },
  { key: 'nomorIndukKaryawan', header: { id: 'NIK', en: 'Employee No.' } },
  { key: 'namaLengkap', header: { id: 'Nama', en: 'Name' } },
  { key: 'roleAccess', header: { id: 'Peran', en: 'Role' } },
  { key: 'departmentId', header: { id: 'Id Departemen', en: 'Department Id' }, format: 'integer' },
  { key: 'jabatanId', header: { id: 'Id Jabatan', en: 'Position Id' }, format: 'integer' },
];
