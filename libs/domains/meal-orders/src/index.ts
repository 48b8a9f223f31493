import { MealOrder, MealOrderApproval } from './meal-order.entity.ts';

export { mealOrderRoleDefaults, permissions as mealOrderPermissions } from './meal-order.policy.ts';
export { mealOrderRetention } from './meal-order.retention.ts';
export { STATUSES as MEAL_ORDER_STATUSES, type Status as MealOrderStatus } from './meal-order.state.ts';

export const mealOrderEntities = [MealOrder, MealOrderApproval];
