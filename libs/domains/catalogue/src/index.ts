import { Category, Product } from './catalogue.entity.ts';

export { rowId, rowIdParameter } from './catalogue.contract.ts';
export { catalogueRoleDefaults, permissions as cataloguePermissions } from './catalogue.policy.ts';
export { findProductsOnSale } from './catalogue.queries.ts';
export { seedCatalogue } from './catalogue.seed.ts';
export { isReservedName } from './category-name.ts';

export const catalogueEntities = [Category, Product] as const;
