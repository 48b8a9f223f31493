import { AvailabilityBlock, AvailabilityRule } from './availability.entity.ts';

export {
  confirmHold,
  moveOccupied,
  occupy,
  releaseOccupied,
  type Occupation,
  type OccupiedSpan,
} from './slots/occupy.ts';
export { readBookableDays } from './slots/bookable-days.ts';
export { findSlots } from './slots/slot.queries.ts';
export type { Slot } from './slots/slot.contract.ts';
export type { Span as PlannedSpan } from './calendar/calendar.ts';
export { readPlan } from './calendar/plan.queries.ts';
export { findOutside } from './find-outside.ts';
export { availabilityProblem } from './availability.problem.ts';
export { availabilityRoleDefaults, permissions as availabilityPermissions } from './availability.policy.ts';

export const availabilityEntities = [AvailabilityBlock, AvailabilityRule] as const;
