import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { clinicRoutes as profileRoutes } from './clinic.routes.ts';
import { hoursRoutes } from './hours/hours.routes.ts';
import { invitationRoutes } from './staff/invitation.routes.ts';
import { serviceRoutes } from './services/service.routes.ts';
import { staffRoutes } from './staff/staff.routes.ts';

export const clinicRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  ...profileRoutes(deps),
  ...hoursRoutes(deps),
  ...staffRoutes(deps),
  ...serviceRoutes(deps),
  ...invitationRoutes(deps),
];
