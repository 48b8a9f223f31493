import type { Route } from '@antrean/platform/http';
import { catalogueRoutes } from './catalogue.routes.ts';
import { displayRoutes } from './display.routes.ts';
import { orderRoutes } from './pos-order.routes.ts';
import type { PosDependencies } from './pos.dependency.ts';

/** The endpoints of the point of sale (seed 004). */
export const posRoutes = (deps: PosDependencies): Route[] => [
  ...catalogueRoutes(deps),
  ...orderRoutes(deps),
  ...displayRoutes(deps),
];
