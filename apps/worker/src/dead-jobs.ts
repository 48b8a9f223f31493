/**
 * `npm run jobs`: lists dead jobs, newest first. `npm run jobs -- retry <uuid> …` gives them a fresh set of tries.
 */
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase } from '@antrean/platform/database';
import { createLogger } from '@antrean/platform/observability';
import { listDeadJobs, retryDeadJob } from '@antrean/platform/outbox';

const LIMIT = 100;

const config = loadConfigOrExit();
const database = await connectDatabase({
  url: config.databaseUrl,
  poolSize: 1,
  applicationName: 'antrean-dead-jobs',
  entities: [],
  log: createLogger({ service: 'dead-jobs', ...config.log }),
});
try {
  const [command = 'list', ...uids] = process.argv.slice(2);
  if (command === 'list') {
    const jobs = await listDeadJobs(database.fork(), LIMIT);
    for (const job of jobs) {
      process.stdout.write(
        `${job.uid}  ${job.finished_at}  ${job.name}  ${job.attempts} tries: ${job.last_error}\n`,
      );
    }
    process.stdout.write(
      jobs.length === 0 ? 'No dead jobs.\n' : `\nTry again with: npm run jobs -- retry <uuid>\n`,
    );
  } else if (command === 'retry' && uids.length > 0) {
    for (const uid of uids) {
      const found = await retryDeadJob(database.fork(), uid);
      process.stdout.write(found ? `${uid} will be tried again\n` : `${uid} is not a dead job\n`);
    }
  } else {
    process.stderr.write('Usage: npm run jobs [-- list | retry <uuid> …]\n');
    process.exitCode = 2;
  }
} finally {
  await database.close();
}
