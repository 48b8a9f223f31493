export interface AuditFilter {
  search?: string;
  aksi?: string;
  userId?: number;
  order?: string;
  tanggalMulai?: string;
  tanggalAkhir?: string;
}

/** Of the address, which others can be sent; what it has too much of is not heeded. */
export function readAuditFilter(search: Record<string, unknown>): AuditFilter {
  const text = (name: string, form: RegExp): string | undefined => {
    const value = search[name];
    return typeof value === 'string' && form.test(value) ? value : undefined;
  };
  const userId = Number(search['userId']);
  const found = {
    search: text('search', /^.{1,200}$/u),
    aksi: text('aksi', /^\w{1,100}$/),
    order: text('order', /^[\w-]{1,40}$/),
    tanggalMulai: text('tanggalMulai', /^\d{4}-\d\d-\d\d$/),
    tanggalAkhir: text('tanggalAkhir', /^\d{4}-\d\d-\d\d$/),
  };
  const { search: words, aksi, order, tanggalMulai, tanggalAkhir } = found;
  return {
    ...(words ? { search: words } : {}),
    ...(aksi ? { aksi } : {}),
    ...(Number.isInteger(userId) && userId > 0 ? { userId } : {}),
    ...(order ? { order } : {}),
    ...(tanggalMulai ? { tanggalMulai } : {}),
    ...(tanggalAkhir ? { tanggalAkhir } : {}),
  };
}
