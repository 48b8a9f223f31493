import { may, definePermissions, type Permission, type UserPrincipal } from '@antrean/platform/auth';
import { problem } from '@antrean/platform/http';
import type { Report } from '@antrean/platform/report';

export const reportPermissions = definePermissions('reports', ['see-all-jobs']);

/** Reports are the administrators' (decision 05), unless an administrator decides otherwise. */
export const reportRoleDefaults = (
  reports: readonly Report[],
): { readonly administrator: readonly Permission[] } => ({
  administrator: [reportPermissions['see-all-jobs'], ...reports.map(({ permission }) => permission)],
});

/** Whether somebody sees the jobs of all people, or only their own. */
export const seesAllJobs = (actor: UserPrincipal): boolean => may(actor, reportPermissions['see-all-jobs']);

/** @throws problem `forbidden` for somebody who may not read what is in the report, also if they once asked for it */
export function assertMayRead(actor: UserPrincipal, report: Pick<Report, 'permission'>): void {
  if (!may(actor, report.permission)) throw problem('forbidden');
}
