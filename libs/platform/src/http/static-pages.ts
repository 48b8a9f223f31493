import { readdirSync } from 'node:fs';
import express, { Router } from 'express';
import { readOnly } from './other-methods.ts';

/** The files of a folder as they are when the process starts; those in HTML also without their extension. */
export function staticPages(folder: string): Router {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.length).replaceAll('\\', '/'));
  const paths = new Set(names.flatMap((name) => [name, name.replace(/\.html$/, '')]));
  const router = Router();
  router.use((request, response, next) => {
    if (paths.has(request.path)) readOnly(request, response, next);
    else next();
  });
  router.use(express.static(folder, { index: false, redirect: false, extensions: ['html'] }));
  return router;
}
