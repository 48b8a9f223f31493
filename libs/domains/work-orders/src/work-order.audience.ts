import { roleRoom, userRoom } from '@antrean/platform/realtime';

/** Who hears of an order: every manager of production, and whoever has it. */
export const orderAudience = {
  namespace: '/notifications',
  rooms: (e: { operator_id: number }) => [roleRoom('production_manager'), userRoom(e.operator_id)],
};
