/** The report's own words, in its readers' language. */
export const WORDING = {
  id: {
    locale: 'id-ID',
    period: 'Periode',
    zone: 'Zona waktu',
    generatedAt: 'Dibuat',
    generatedBy: 'Oleh',
    total: 'Total',
    others: 'Lainnya',
    noRows: 'Tidak ada data untuk pilihan ini.',
    page: (page: number) => `Halaman ${page} dari`,
  },
  en: {
    locale: 'en-GB',
    period: 'Period',
    zone: 'Time zone',
    generatedAt: 'Generated',
    generatedBy: 'By',
    total: 'Total',
    others: 'Others',
    noRows: 'No data for this selection.',
    page: (page: number) => `Page ${page} of`,
  },
} as const;

export type Wording = (typeof WORDING)['id' | 'en'];
