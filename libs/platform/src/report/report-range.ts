import { businessDate } from '../http/schema.ts';
import type { ReportInput } from './define-report.ts';
import { invalidField } from '../problem/index.ts';

/** The two days that a report may be limited to, both included. `startDate` and `endDate` are aliases. */
export const reportRange = {
  tanggalMulai: businessDate.optional(),
  tanggalAkhir: businessDate.optional(),
  startDate: businessDate.optional(),
  endDate: businessDate.optional(),
};

/** How people are asked for what many reports take. */
export const reportInputs = {
  tanggalMulai: { label: { id: 'Mulai tanggal', en: 'From day' } },
  tanggalAkhir: { label: { id: 'Sampai tanggal', en: 'To day' } },
  page: { label: { id: 'Halaman', en: 'Page' } },
  limit: { label: { id: 'Baris per halaman', en: 'Rows per page' } },
} as const satisfies Readonly<Record<string, ReportInput>>;

export interface ReportRange {
  tanggalMulai?: string | undefined;
  tanggalAkhir?: string | undefined;
  startDate?: string | undefined;
  endDate?: string | undefined;
}

/**
 * Puts aliases under their proper names.
 * @throws problem `invalid_request` when the range ends before it begins
 */
export function resolveRange<P extends ReportRange>(parameters: P): Omit<P, keyof ReportRange> & ReportRange {
  const { startDate, endDate, tanggalMulai = startDate, tanggalAkhir = endDate, ...rest } = parameters;
  if (tanggalMulai !== undefined && tanggalAkhir !== undefined && tanggalAkhir < tanggalMulai) {
    throw invalidField('query.tanggalAkhir', {
      en: `lies before tanggalMulai (${tanggalMulai}); swap the two dates`,
      id: `mendahului tanggalMulai (${tanggalMulai}); tukar kedua tanggal`,
    });
  }
  return { ...rest, tanggalMulai, tanggalAkhir };
}
