import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { imageRoutes } from './image.routes.ts';
import { petRoutes as profileRoutes } from './pet.routes.ts';
import { recordRoutes } from './record.routes.ts';

export type PetRouteDependencies = Pick<RouteDependencies, 'unitOfWork' | 'database' | 'storage'> & {
  config: Pick<RouteDependencies['config'], 'businessZone'>;
};

export const petRoutes = (deps: PetRouteDependencies): Route[] => [
  ...profileRoutes(deps),
  ...imageRoutes(deps),
  ...recordRoutes(deps),
];
