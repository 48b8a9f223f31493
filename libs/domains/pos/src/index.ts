import { Category, Product } from './catalogue.entity.ts';
import { DisplayToken } from './display-token.entity.ts';
import { PosOrder, PosOrderChange, PosOrderLine } from './pos-order.entity.ts';

export { seedCatalogue } from './catalogue.seed.ts';
export { permissions as posPermissions, posRoleDefaults } from './pos.policy.ts';
export { posRetention } from './pos.retention.ts';

export const posEntities = [Category, Product, PosOrder, PosOrderLine, PosOrderChange, DisplayToken] as const;
