import { isUtf8 } from 'node:buffer';
import express, { type RequestHandler } from 'express';
import { problem } from '../problem/index.ts';
import type { Route } from './route.ts';

/** How deep arrays and objects of a body may lie in each other, and how many members they may have together. */
export const MAX_DEPTH = 32;
export const MAX_MEMBERS = 2_000;
/** In bytes. Whoever has not logged in has little to say; what takes no body is sent `{}` by some clients. */
const BODY_LIMIT = 100_000;
const PUBLIC_BODY_LIMIT = 8_192;
const EMPTY_BODY_LIMIT = 16;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Counts depth and members of a JSON text in one pass, before anything is built of it or walks it. What is no JSON
 * the parser refuses afterwards.
 * @throws problem `body_too_complex`
 */
export function assertBounded(json: Uint8Array): void {
  let depth = 0;
  let members = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) {
      inText = true;
    } else if (byte === COMMA) {
      members += 1;
    } else if (OPENING.has(byte)) {
      members += 1;
      depth += 1;
    } else if (CLOSING.has(byte)) {
      depth -= 1;
    }
    if (depth > MAX_DEPTH || members > MAX_MEMBERS) {
      throw problem('body_too_complex', { parameters: { maxDepth: MAX_DEPTH, maxMembers: MAX_MEMBERS } });
    }
  }
}

/** Most bytes that a route takes. */
export const bodyLimitOf = (route: Route): number => {
  if (route.ignoresBody) return PUBLIC_BODY_LIMIT;
  if (!route.body) return EMPTY_BODY_LIMIT;
  return route.bodyLimit ?? (route.access === 'public' ? PUBLIC_BODY_LIMIT : BODY_LIMIT);
};

/**
 * Reads the JSON body of a route. One that announces to be too large is answered before any of it is read.
 * A route whose body is a file reads it by itself.
 */
export function readBody(route: Route): RequestHandler[] {
  if (route.takesFile) return [];
  const limit = bodyLimitOf(route);
  const tooLarge = () =>
    route.body
      ? problem('payload_too_large', { parameters: { limit } })
      : problem('no_body_taken', { parameters: { limit: 0 } });
  return [
    (request, _response, next) => {
      if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
      next();
    },
    ...(route.ignoresBody ? [] : [route.takesForm ? readForm(limit) : readJson(limit)]),
  ];
}

/** Fields of a form; no page has a third of them. */
const MAX_FIELDS = 30;

const readForm = (limit: number): RequestHandler =>
  express.urlencoded({ limit, extended: false, parameterLimit: MAX_FIELDS });

const readJson = (limit: number): RequestHandler =>
  express.json({
    limit,
    // What is JSON and no object is refused by the route's schema, which says so.
    strict: false,
    type: ['application/json', 'application/*+json'],
    verify: (_request, _response, bytes, encoding) => {
      // RFC 8259, 8.1. In UTF-16 a comma is two bytes.
      if (encoding !== 'utf-8') throw problem('unsupported_media_type');
      // Others would be stored as other characters than were meant.
      if (!isUtf8(bytes)) throw problem('malformed_json');
      assertBounded(bytes);
    },
  });
