import path from 'node:path';
import type { ServiceUrls } from './start-services.ts';
import type { StartSettings } from './start-settings.ts';
import { summary } from './start-summary.ts';

/** How to tell that a process does its work: a URL that answers 200, or a piece of a line that it prints. */
export type Readiness = { readonly url: string } | { readonly line: string };

/** A Node process that must always run. */
export type AppPlan = { readonly name: string; readonly script: string; readonly ready: Readiness };

/** A Node process that must end with success before the apps start. */
export type SetupPlan = { readonly name: string; readonly script: string };

export type StartPlan = {
  /** Working directory of every process; scripts are relative to it. */
  readonly root: string;
  readonly nodeFlags: readonly string[];
  readonly setup: readonly SetupPlan[];
  readonly apps: readonly AppPlan[];
  /** What is said, line by line, once everything runs. */
  greeting(settings: StartSettings, urls: ServiceUrls): Promise<string[]>;
};

/** What makes up Antrean: from the sources in development, from what `npm run build` made in production. */
export function antreanPlan(settings: StartSettings): StartPlan {
  const isProduction = settings.nodeEnv === 'production';
  const main = (app: string) => (isProduction ? `apps/${app}/dist/main.js` : `apps/${app}/src/main.ts`);
  return {
    root: path.dirname(import.meta.dirname),
    nodeFlags: isProduction ? [] : ['--conditions=@antrean/source'],
    setup: [{ name: 'migrate', script: isProduction ? 'apps/worker/dist/migrate.js' : 'apps/worker/src/migrate.ts' }],
    apps: [
      {
        name: 'api',
        script: main('api'),
        ready: { url: `http://127.0.0.1:${settings.port}/api/health/ready` },
      },
      { name: 'worker', script: main('worker'), ready: { line: 'worker ready' } },
      {
        name: 'realtime',
        script: main('realtime'),
        ready: { url: `http://127.0.0.1:${settings.wsPort}/health/ready` },
      },
    ],
    greeting: summary,
  };
}
