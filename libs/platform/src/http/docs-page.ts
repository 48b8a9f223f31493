import { Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import type { JsonObject } from '../messages/index.ts';
import { readOnly } from './other-methods.ts';

/** `/api/openapi.json`, `/api/asyncapi.json` and a page at `/api/docs` that loads nothing from elsewhere. */
export function docsPages(documents: { openApi: JsonObject; asyncApi: JsonObject }): Router {
  const router = Router();
  router.all(['/api/openapi.json', '/api/asyncapi.json'], readOnly);
  router.get('/api/openapi.json', (_request, response) => void response.json(documents.openApi));
  router.get('/api/asyncapi.json', (_request, response) => void response.json(documents.asyncApi));
  router.use(
    '/api/docs',
    readOnly,
    swaggerUi.serve,
    swaggerUi.setup(documents.openApi, { customSiteTitle: 'Antrean API' }),
  );
  return router;
}
