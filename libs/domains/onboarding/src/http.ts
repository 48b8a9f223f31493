import type { Route } from '@antrean/platform/http';
import { applicationRoutes, type ApplicationDependencies } from './application.routes.ts';
import { reviewRoutes } from './review/review.routes.ts';

/** The endpoints of vendor onboarding. */
export const onboardingRoutes = (dependencies: ApplicationDependencies): Route[] => [
  ...applicationRoutes(dependencies),
  ...reviewRoutes(dependencies),
];
