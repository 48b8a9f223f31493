import { defineSettings } from '@antrean/platform/config';
import { z } from 'zod';

/** What the api itself reads. The text of /api/health is the one that seed 003 documents. */
export const apiSettings = defineSettings(
  z.object({ APP_HEALTH_MESSAGE: z.string().default('Bebang Pack Meal Portal API is running') }),
  (env) => ({ healthMessage: env.APP_HEALTH_MESSAGE }),
);
