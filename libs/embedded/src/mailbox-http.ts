import { createServer, type Server, type ServerResponse } from 'node:http';
import { htmlForFrame, type StoredEmail } from './mailbox-message.ts';
import { MAILBOX_PAGE, MAILBOX_SCRIPT, MAILBOX_STYLE } from './mailbox-page.ts';

/** The page runs its own script only, and nothing of an e-mail is part of it. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** An e-mail's HTML runs no script and fetches nothing, even when somebody opens it outside the page's frame. */
const EMAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; " +
  "img-src data:; font-src data:; form-action 'none'; frame-ancestors 'self'";

const FILES = new Map([
  ['/', { type: 'text/html; charset=utf-8', body: MAILBOX_PAGE }],
  ['/mailbox.css', { type: 'text/css; charset=utf-8', body: MAILBOX_STYLE }],
  ['/mailbox.js', { type: 'text/javascript; charset=utf-8', body: MAILBOX_SCRIPT }],
]);

/**
 * The mailbox's page and its small API:
 * `GET /email` → every e-mail, oldest first; `GET /email/:id/html`; `GET /email/:id/attachments/:index`;
 * `DELETE /email/all` → 204.
 *
 * @param emails what has arrived, oldest first; emptied by `DELETE /email/all`.
 */
export function createMailboxServer(emails: StoredEmail[]): Server {
  return createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (request.method === 'DELETE' && path === '/email/all') {
      emails.length = 0;
      response.writeHead(204).end();
    } else if (request.method === 'GET' || request.method === 'HEAD') {
      answer(response, path, emails);
    } else {
      send(response, 405, 'text/plain; charset=utf-8', 'Only GET, and DELETE /email/all.\n');
    }
  });
}

function answer(response: ServerResponse, path: string, emails: readonly StoredEmail[]): void {
  const file = FILES.get(path);
  if (file !== undefined) return send(response, 200, file.type, file.body);
  if (path === '/email') {
    return send(response, 200, 'application/json', JSON.stringify(emails.map(({ email }) => email)));
  }
  const [, id, part, index] = /^\/email\/([^/]+)\/(html|attachments)(?:\/(\d+))?$/.exec(path) ?? [];
  const found = emails.find(({ email }) => email.id === id);
  const attachment = found?.email.attachments[Number(index)];
  const content = found?.contents[Number(index)];
  if (found !== undefined && part === 'html') {
    return send(response, 200, 'text/html; charset=utf-8', htmlForFrame(found), { policy: EMAIL_POLICY });
  }
  if (attachment !== undefined && content !== undefined) {
    return send(response, 200, 'application/octet-stream', content, {
      policy: EMAIL_POLICY,
      // Downloads only: an attachment opened in place would be a page of this server. Its type is the sender's
      // word and may not even fit into a header.
      disposition: `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename.toWellFormed())}`,
    });
  }
  send(response, 404, 'text/plain; charset=utf-8', `There is nothing at ${path}.\n`);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  options: { policy?: string; disposition?: string } = {},
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': options.policy ?? PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(options.disposition === undefined ? {} : { 'content-disposition': options.disposition }),
  });
  response.end(body);
}
