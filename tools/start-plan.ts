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
  const script = (app: string, name: string) =>
    isProduction ? `apps/${app}/dist/${name}.js` : `apps/${app}/src/${name}.ts`;
  return {
    root: path.dirname(import.meta.dirname),
    // As in ecosystem.config.js, where it says why.
    nodeFlags: ['--max-semi-space-size=4', ...(isProduction ? [] : ['--conditions=@antrean/source'])],
    setup: [
      ...(isProduction ? [] : [{ name: 'console', script: 'tools/build-console.ts' }]),
      { name: 'migrate', script: script('worker', 'migrate') },
    ],
    apps: [
      {
        name: 'api',
        script: script('api', 'main'),
        ready: { url: `http://127.0.0.1:${settings.port}/api/health/ready` },
      },
      { name: 'worker', script: script('worker', 'main'), ready: { line: 'worker ready' } },
      {
        name: 'realtime',
        script: script('realtime', 'main'),
        ready: { url: `http://127.0.0.1:${settings.wsPort}/health/ready` },
      },
    ],
    greeting: summary,
  };
}
