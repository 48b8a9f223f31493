import type { Work, WorkDependencies } from '@antrean/platform/domain';
import type { MachineSettings } from './machine.settings.ts';
import { openWorkOrderHandler } from './alarms/open-work-order.job.ts';
import { endOverrideHandler } from './end-override.job.ts';
import { sweepSchedule } from './reports/sweep.ts';

export const machineWorker = ({
  config,
  settings,
}: Pick<WorkDependencies, 'config'> & { readonly settings: MachineSettings }): Work => ({
  handlers: [openWorkOrderHandler({ config }), endOverrideHandler()],
  consumers: [],
  schedules: [sweepSchedule(settings)],
});
