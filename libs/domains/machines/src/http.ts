import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { machineRoutes as registryRoutes } from './machine.routes.ts';
import type { MachineSettings } from './machine.settings.ts';
import { alarmRoutes } from './alarms/alarm.routes.ts';
import { reportRoutes } from './reports/report.routes.ts';

export const machineRoutes = (
  deps: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'signals'> & {
    readonly settings: MachineSettings;
  },
): Route[] => [...registryRoutes(deps), ...reportRoutes(deps), ...alarmRoutes(deps)];
