export { roleRoutes as accessRoutes } from './role.routes.ts';
