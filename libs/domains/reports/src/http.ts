import type { Route } from '@antrean/platform/http';
import { reportFileRoutes } from './report-file.routes.ts';
import { reportJobRoutes } from './report-job.routes.ts';
import { reportScheduleRoutes } from './report-schedule.routes.ts';
import { reportRoute, type ReportRouteDependencies } from './report.routes.ts';

/** Every report at its address, the jobs that make their files, and schedules that ask for them. */
export function reportRoutes(dependencies: ReportRouteDependencies): Route[] {
  return [
    ...dependencies.reports.flatMap((report) =>
      [report.path, ...(report.aliases ?? [])].map((path) => reportRoute({ ...report, path }, dependencies)),
    ),
    ...reportJobRoutes(dependencies),
    ...reportFileRoutes(dependencies),
    ...reportScheduleRoutes(dependencies),
  ];
}
