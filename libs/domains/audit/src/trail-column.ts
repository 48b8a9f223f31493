import type { ReportColumn, Words } from '@antrean/platform/report';
import { ROLE_WORDS } from '@antrean/access';
import type { TrailRow } from './audit-trail.queries.ts';

/** @param words what people call each action; the CSV has the codes, by which one filters */
export const trailColumns = (words: Words): readonly ReportColumn<keyof TrailRow>[] => [
  { key: 'id', header: { id: 'Id', en: 'Id' }, weight: 0.8 },
  { key: 'timestamp', header: { id: 'Waktu', en: 'Time' }, format: 'instant-with-seconds' },
  { key: 'aksi', header: { id: 'Aksi', en: 'Action' }, weight: 2.8, words },
  { key: 'detail', header: { id: 'Detail', en: 'Detail' }, weight: 4 },
  { key: 'userId', header: { id: 'Id Pengguna', en: 'User Id' }, onlyCsv: true },
  { key: 'nomorIndukKaryawan', header: { id: 'NIK', en: 'Employee No.' } },
  { key: 'namaLengkap', header: { id: 'Nama', en: 'Name' } },
  { key: 'roleAccess', header: { id: 'Peran', en: 'Role' }, words: ROLE_WORDS },
  { key: 'departmentId', header: { id: 'Id Departemen', en: 'Department Id' }, onlyCsv: true },
  { key: 'jabatanId', header: { id: 'Id Jabatan', en: 'Position Id' }, onlyCsv: true },
];
