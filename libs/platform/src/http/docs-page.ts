import { createHash } from 'node:crypto';
import { Router, type RequestHandler } from 'express';
import swaggerUi from 'swagger-ui-express';
import type { JsonObject } from '../messages/index.ts';
import { readOnly } from './other-methods.ts';

/** The one style that the page's script adds to it; a browser names another one when it refuses it. */
const ADDED_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** `/api/openapi.json`, `/api/asyncapi.json` and a page at `/api/docs` that loads nothing from elsewhere. */
export function docsPages(documents: { openApi: JsonObject; asyncApi: JsonObject }): Router {
  const router = Router();
  router.all(['/api/openapi.json', '/api/asyncapi.json'], readOnly);
  router.get('/api/openapi.json', (_request, response) => void response.json(documents.openApi));
  router.get('/api/asyncapi.json', (_request, response) => void response.json(documents.asyncApi));
  const html = swaggerUi
    .generateHTML(documents.openApi, { customSiteTitle: 'Antrean API' })
    // The policy lets no style stand in the page.
    .replace('style="position:absolute;width:0;height:0"', 'width="0" height="0"');
  const styles = [
    ADDED_STYLE,
    ...[...html.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => hashOf(style)),
  ];
  const page: RequestHandler = (_request, response) => {
    const policy = response.get('Content-Security-Policy');
    // Its own styles, each by what is in it.
    response.set(
      'Content-Security-Policy',
      policy?.replace("style-src 'self'", ["style-src 'self'", ...styles].join(' ')),
    );
    response.type('html').send(html);
  };
  router.use('/api/docs', readOnly, swaggerUi.serve, page);
  return router;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
