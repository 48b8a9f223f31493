import { MealOrder, MealOrderApproval } from './meal-order.entity.ts';

export { mealOrderRoleDefaults } from './meal-order.policy.ts';
export { mealOrderRetention } from './meal-order.retention.ts';

export const mealOrderEntities = [MealOrder, MealOrderApproval];
