import type { Work } from '@antrean/platform/domain';
import { tidySchedule } from './tidy-applications.ts';

export const onboardingWorker = (): Work => ({ handlers: [], consumers: [], schedules: [tidySchedule()] });
