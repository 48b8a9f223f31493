import { STATUSES, type MachineFilter } from './machine-data.ts';

/** Of the address, which others can be sent; what it has too much of is not heeded. */
export function readMachineFilter(search: Record<string, unknown>): MachineFilter {
  const status = STATUSES.find((each) => each === search['status']);
  const outletId = Number(search['outletId']);
  // The router reads a number where one was written.
  const q = ['string', 'number'].includes(typeof search['q']) ? String(search['q']).trim().slice(0, 100) : '';
  return {
    ...(status ? { status } : {}),
    ...(Number.isInteger(outletId) && outletId > 0 ? { outletId } : {}),
    ...(q === '' ? {} : { q }),
  };
}
