export { CronError, nextRun } from './next-run.ts';
