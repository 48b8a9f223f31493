/**
 * PM2 ≥ 7 on Node ≥ 24:
 *
 *   npm ci && npm run build && node --env-file-if-exists=.env apps/worker/dist/migrate.js
 *   pm2 start ecosystem.config.js
 *   pm2 reload ecosystem.config.js                       # without losing a request
 *   pm2 install pm2-logrotate                            # rotates logs/pm2-*.log
 *
 * Settings come from .env (.env.production.example); what PM2's own environment sets wins over it.
 */
const production = { TZ: 'UTC', NODE_ENV: 'production' };
const development = { TZ: 'UTC', NODE_ENV: 'development' };

const app = (name, folder, gracePeriodMs) => ({
  name,
  cwd: import.meta.dirname,
  script: `apps/${folder}/dist/main.js`,
  // V8's nursery would grow with the machine's memory: by this bound a process at rest takes 25 MB less, and a report of
  // a million rows 100 MB.
  node_args: '--enable-source-maps --env-file-if-exists=.env --max-semi-space-size=4',
  env: production, // also without --env: what somebody forgets to say must not open doors
  env_production: production,
  env_development: development,
  max_memory_restart: '500M',
  exp_backoff_restart_delay: 200,
  listen_timeout: 15_000,
  kill_timeout: gracePeriodMs, // longer than the process itself takes to finish what it has begun
  out_file: `logs/pm2-${folder}-out.log`,
  error_file: `logs/pm2-${folder}-error.log`,
  merge_logs: true,
});

export const apps = [
  // Cluster mode shares the port between the instances and starts the new before it stops the old. Each has an
  // operators' port of its own by the number that PM2 gives it (NODE_APP_INSTANCE): 9400, 9410. PM2's increment_var
  // would be overwritten by `pm2 reload ecosystem.config.js`.
  { ...app('bebang-pack-meal-api', 'api', 15_000), exec_mode: 'cluster', instances: 2 },
  // More workers may run at once, here or elsewhere: they share the work and elect their leaders in PostgreSQL.
  { ...app('bebang-pack-meal-worker', 'worker', 30_000), exec_mode: 'fork', instances: 1 },
  // A further realtime instance needs a WS_PORT of its own.
  { ...app('bebang-pack-meal-realtime', 'realtime', 15_000), exec_mode: 'fork', instances: 1 },
];
