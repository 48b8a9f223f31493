import type { Order } from '../orders/order-data.ts';

export interface BoardFilter {
  departmentId?: number;
  shiftId?: number;
  /** Orders for days to come too. */
  later?: true;
}

export function readBoardFilter(search: Record<string, unknown>): BoardFilter {
  const id = (name: 'departmentId' | 'shiftId'): Partial<BoardFilter> => {
    const value = Number(search[name]);
    return Number.isInteger(value) && value > 0 ? { [name]: value } : {};
  };
  return { ...id('departmentId'), ...id('shiftId'), ...(search['later'] ? { later: true } : {}) };
}

export const isShown = (order: Order, { departmentId, shiftId }: BoardFilter): boolean =>
  (departmentId === undefined || order.departmentId === departmentId) &&
  (shiftId === undefined || order.shiftId === shiftId);
