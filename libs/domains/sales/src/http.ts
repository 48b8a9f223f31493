export { saleRoutes } from './pos-order.routes.ts';
