import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Served by the api under /app; `npm run dev -w apps/console` serves it with hot reload and asks the api that runs. */
const API = 'http://localhost:3000';

const { version }: { version: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'),
);

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  define: { __VERSION__: JSON.stringify(version), __BUILD__: JSON.stringify('') },
  plugins: [react()],
  resolve: { conditions: ['@antrean/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2023',
    manifest: true,
    // The content security policy takes nothing that stands in the page itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': API, '/socket.io': { target: API, ws: true } } },
});
