import { MealOrder, MealOrderApproval } from './meal-order.entity.ts';

export { APPROVAL_STATUSES, REQUEST_TYPES } from './meal-order.entity.ts';
export { mealOrderRoleDefaults, permissions as mealOrderPermissions } from './meal-order.policy.ts';
export { STATUSES, type Status } from './meal-order.state.ts';

export const mealOrderEntities = [MealOrder, MealOrderApproval];
