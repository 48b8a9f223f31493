import { STATUSES, type OrderFilter } from './order-data.ts';

/** Of the address, which others can be sent; what it has too much of is not heeded. */
export function readFilter(search: Record<string, unknown>): OrderFilter {
  const status = STATUSES.find((each) => each === search['status']);
  const day = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;
  };
  const shiftId = Number(search['shiftId']);
  const [tanggalMulai, tanggalAkhir] = [day('tanggalMulai'), day('tanggalAkhir')];
  return {
    ...(status ? { status } : {}),
    ...(Number.isInteger(shiftId) && shiftId > 0 ? { shiftId } : {}),
    ...(tanggalMulai ? { tanggalMulai } : {}),
    ...(tanggalAkhir ? { tanggalAkhir } : {}),
  };
}
