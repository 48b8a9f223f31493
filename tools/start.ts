/**
 * `npm start`: the whole system on this machine. Whatever DATABASE_URL, REDIS_URL and SMTP_URL do not name is
 * started from npm packages; then come the migrations and the three processes. Ctrl-C ends it in order.
 * `--watch` restarts a process when its sources change.
 */
import { startFromTerminal } from './start-main.ts';
import { antreanPlan } from './start-plan.ts';

process.exit(await startFromTerminal(antreanPlan));
