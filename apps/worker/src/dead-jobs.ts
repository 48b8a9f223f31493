/**
 * `npm run jobs`: what needs a person, events and jobs, newest first. `npm run jobs -- retry <id> …` gives jobs a fresh
 * set of tries and has events delivered again; `npm run jobs -- skip <id> <reason>` ends one without effect.
 */
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase } from '@antrean/platform/database';
import { createLogger } from '@antrean/platform/observability';
import {
  findDeadLetter,
  listDeadLetters,
  retryDeadLetters,
  skipDeadLetter,
  type DeadLetter,
} from '@antrean/platform/outbox';

const LIMIT = 100;
const UUID = /^[0-9a-f-]{36}$/i;

const config = loadConfigOrExit();
const database = await connectDatabase({
  url: config.databaseUrl,
  poolSize: 1,
  applicationName: 'antrean-dead-letters',
  entities: [],
  log: createLogger({ service: 'dead-jobs', ...config.log }),
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** A job may also be named by its uuid alone. */
const find = (id: string): Promise<DeadLetter | null> =>
  findDeadLetter(database.fork(), UUID.test(id) ? `job:${id.toLowerCase()}` : id);

try {
  const [command = 'list', ...words] = process.argv.slice(2);
  const [id, ...reason] = words;
  if (command === 'list') {
    const letters = await listDeadLetters(database.fork(), {}, { limit: LIMIT, offset: 0 });
    for (const letter of letters) {
      say(
        `${letter.id}  ${letter.lastAt}  ${letter.name}  ${letter.state} after ${letter.attempts} tries: ${letter.error}`,
      );
    }
    say(letters.length === 0 ? 'Nothing is dead.' : '\nTry again with: npm run jobs -- retry <id>');
  } else if (command === 'retry' && words.length > 0) {
    for (const word of words) {
      const letter = await find(word);
      const retried = letter ? await retryDeadLetters(database.fork(), [letter]) : 0;
      say(retried > 0 ? `${word} will be tried again` : `${word} is not dead`);
    }
  } else if (command === 'skip' && id !== undefined && reason.length > 0) {
    const letter = await find(id);
    const skipped = letter && (await skipDeadLetter(database.fork(), letter, reason.join(' ')));
    say(skipped ? `${id} was skipped` : `${id} is not dead`);
  } else {
    process.stderr.write('Usage: npm run jobs [-- list | retry <id> … | skip <id> <reason>]\n');
    process.exitCode = 2;
  }
} finally {
  await database.close();
}
