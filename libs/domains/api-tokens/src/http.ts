export { apiTokenRoutes } from './api-token.routes.ts';
