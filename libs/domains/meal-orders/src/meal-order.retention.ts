import type { Retention } from '@antrean/platform/retention';

export const mealOrderRetention: readonly Retention[] = [
  { table: 'meal_orders', forEver: 'business record: reports reach back to the first one' },
  { table: 'meal_order_approvals', forEver: 'part of its order' },
];
