import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { deliveryRoutes } from './delivery.routes.ts';
import { inAppRoutes } from './in-app.routes.ts';
import { smsInboxRoutes } from './sms-inbox.routes.ts';

/** What people are told, for themselves and for administrators. */
export const notificationRoutes = (
  dependencies: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'config' | 'notifications'>,
): Route[] => [
  ...inAppRoutes(dependencies),
  ...deliveryRoutes(dependencies),
  ...smsInboxRoutes(dependencies),
];
