import { Category, Product } from './catalogue.entity.ts';
import { DisplayToken } from './display-token.entity.ts';
import { PosOrder, PosOrderChange, PosOrderLine } from './pos-order.entity.ts';

export { seedCatalogue } from './catalogue.seed.ts';
export {
  displayRoom,
  findDisplay,
  findEndedDisplays,
  verifyDisplayToken,
  type Display,
} from './display-token.ts';
export { ordersToday, readOrderBoard, type OrderBoard } from './order-board.ts';
export { permissions as posPermissions, posRoleDefaults } from './pos.policy.ts';
export { posRetention } from './pos.retention.ts';

export const posEntities = [Category, Product, PosOrder, PosOrderLine, PosOrderChange, DisplayToken] as const;
