import type { Route } from '@antrean/platform/http';
import { reportFileRoutes } from './report-file.routes.ts';
import { reportCatalogueRoutes } from './report-catalogue.routes.ts';
import { reportRoute, type ReportRouteDependencies } from './report.routes.ts';

/** Every report at its address, and the files that were made of them. */
export function reportRoutes(dependencies: ReportRouteDependencies): Route[] {
  return [
    ...reportCatalogueRoutes(dependencies),
    ...dependencies.reports.flatMap((report) =>
      [report.path, ...(report.aliases ?? [])].map((path) => reportRoute({ ...report, path }, dependencies)),
    ),
    ...reportFileRoutes(dependencies),
  ];
}
