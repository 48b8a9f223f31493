export { ipBlockRoutes } from './ip-block.routes.ts';
