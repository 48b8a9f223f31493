export { reportScheduleRoutes } from './report-schedule.routes.ts';
