import type { SkipReason } from './messages.ts';

export interface SkipTexts {
  subject: (name: string) => string;
  hello: (name: string) => string;
  skipped: (title: string, name: string, times: number) => string;
  reason: Readonly<Record<SkipReason, string>>;
  owner: (id: number) => string;
  administrator: (id: number) => string;
  recipient: string;
}

/** What the mail about a schedule that makes no reports says. */
export const SKIP_TEXTS: Readonly<Record<'id' | 'en', SkipTexts>> = {
  id: {
    subject: (name) => `Jadwal laporan "${name}" tidak menghasilkan laporan`,
    hello: (name) => `Halo ${name},`,
    skipped: (title, name, times) =>
      `${title} dari jadwal "${name}" sudah ${times} kali berturut-turut tidak dibuat, dan penerimanya tidak mendapat surel.`,
    reason: {
      'unknown-report': 'Laporan ini tidak tersedia lagi.',
      'owner-inactive': 'Pemilik jadwal telah dinonaktifkan.',
      'not-permitted': 'Pemilik jadwal tidak lagi berhak membaca laporan ini.',
      refused: 'Laporan ini tidak menerima pengaturan jadwal tersebut.',
      failed: 'Pembuatan laporan gagal.',
    },
    owner: (id) =>
      `Ubah, jeda, atau hapus jadwal melalui /api/report-schedules/${id}; percobaan berikutnya makin jarang.`,
    administrator: (id) =>
      `Ambil alih jadwal dengan POST /api/report-schedules/${id}/take-over, atau hapus jadwal itu.`,
    recipient: 'Anda termasuk penerimanya. Pemilik jadwal atau administrator telah diberi tahu.',
  },
  en: {
    subject: (name) => `The report schedule "${name}" makes no reports`,
    hello: (name) => `Hello ${name},`,
    skipped: (title, name, times) =>
      `${title} of the schedule "${name}" was not made ${times} times in a row, and its recipients got no mail.`,
    reason: {
      'unknown-report': 'There is no such report any more.',
      'owner-inactive': 'The owner of the schedule was deactivated.',
      'not-permitted': 'The owner of the schedule may not read this report any more.',
      refused: 'The report does not take what the schedule asks for.',
      failed: 'Making the report failed.',
    },
    owner: (id) =>
      `Change, pause or delete the schedule at /api/report-schedules/${id}; it is tried less and less often.`,
    administrator: (id) => `Take it over with POST /api/report-schedules/${id}/take-over, or delete it.`,
    recipient: 'You are one of its recipients. Its owner, or the administrators, have been told too.',
  },
};
