export { reportJobRoutes } from './report-job.routes.ts';
