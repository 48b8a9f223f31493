export interface WorkFilter {
  operatorId?: number;
  view?: 'timeline';
}

/** Of the address, which others can be sent; what it has too much of is not heeded. */
export function readWorkFilter(search: Record<string, unknown>): WorkFilter {
  const operatorId = Number(search['operatorId']);
  return {
    ...(Number.isInteger(operatorId) && operatorId > 0 ? { operatorId } : {}),
    ...(search['view'] === 'timeline' ? { view: 'timeline' } : {}),
  };
}

export interface OwnWorkFilter {
  /** The order that is open. */
  order?: number;
}

export function readOwnWorkFilter(search: Record<string, unknown>): OwnWorkFilter {
  const order = Number(search['order']);
  return Number.isInteger(order) && order > 0 ? { order } : {};
}
