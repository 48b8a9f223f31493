export { federationRoutes } from './federation.routes.ts';
