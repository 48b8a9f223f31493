import { problem, type Problem } from '@antrean/platform/http';
import type { Status } from './pos-order.state.ts';

/** A refusal that names where the order is now. */
export const conflictAt = (currentStatus: Status): Problem =>
  problem('order_status_conflict', { parameters: { currentStatus } });
