import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Router, type RequestHandler } from 'express';
import { readOnly } from './other-methods.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};
/** The best first. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const PAGE = '/index.html';

/** Nothing but the page's own files, no code and no style in the page itself, and no text that becomes code. */
const policy = (production: boolean): string =>
  [
    "default-src 'self'",
    "connect-src 'self' ws: wss:",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    ...(production ? ['upgrade-insecure-requests'] : []),
  ].join('; ');

/**
 * The console as it was built, under `/app`: its files, which are kept for ever because their names change with what is in
 * them, and its page for every other address, whose screens the page knows. `/` leads there. A file that is not there is
 * not found: the page in its place would be taken for a script.
 *
 * @param folder what the build made; read once, with the compressed forms beside each file
 */
export function consolePages(folder: string, { production }: { production: boolean }): Router {
  const files = readFiles(folder);
  const page = files.get(PAGE);
  const router = Router();
  router.all('/', readOnly, (_request, response) => response.redirect('/app/'));
  router.use('/app', (request, response, next) => {
    const file = files.get(request.path);
    if (file && file !== page) readOnly(request, response, () => file(request, response, next));
    else if (extname(request.path) !== '' && request.path !== PAGE) next();
    else {
      readOnly(request, response, () => {
        if (!page) {
          response
            .status(503)
            .type('text')
            .send('The console has not been built. Run `npm run build`, then start again.\n');
          return;
        }
        response.set('Content-Security-Policy', policy(production));
        page(request, response, next);
      });
    }
  });
  return router;
}

function readFiles(folder: string): Map<string, RequestHandler> {
  if (!existsSync(folder)) return new Map();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in TYPES && !entry.parentPath.endsWith('.vite'))
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    paths.map((path) => {
      const name = path.slice(folder.replace(/[/\\]$/, '').length).replaceAll('\\', '/');
      return [name, sendFile(path, name.startsWith('/assets/'))];
    }),
  );
}

function sendFile(path: string, isHashed: boolean): RequestHandler {
  const plain = readFileSync(path);
  const compressed = ENCODINGS.filter(([, ending]) => existsSync(path + ending)).map(
    ([encoding, ending]) => [encoding, readFileSync(path + ending)] as const,
  );
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  return (request, response) => {
    const accepted = request.acceptsEncodings([...compressed.map(([encoding]) => encoding), 'identity']);
    const [encoding, bytes] = compressed.find(([each]) => each === accepted) ?? [null, plain];
    response.set({
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      Vary: 'Accept-Encoding',
      ETag: `"${hash}${encoding === null ? '' : `-${encoding}`}"`,
      ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
    });
    response.send(bytes);
  };
}
