import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { blockRoutes } from './blocks/block.routes.ts';
import { ruleRoutes } from './rules/rule.routes.ts';
import { slotRoutes } from './slots/slot.routes.ts';

export const availabilityRoutes = (deps: Pick<RouteDependencies, 'unitOfWork' | 'database'>): Route[] => [
  ...ruleRoutes(deps),
  ...blockRoutes(deps),
  ...slotRoutes(deps),
];
