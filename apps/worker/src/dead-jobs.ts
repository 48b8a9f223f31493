/**
 * `npm run jobs`: what needs a person, events and jobs, newest first. `npm run jobs -- retry <id> …` gives jobs a fresh
 * set of tries and has events delivered again; `npm run jobs -- skip <id> <reason>` ends one without effect. Both are
 * written into the audit trail, as when an administrator asks for them.
 */
import { retryDeadLetter, skipDeadLetter } from '@antrean/operations';
import { loadConfigOrExit } from '@antrean/platform/config';
import { connectDatabase } from '@antrean/platform/database';
import { createLogger } from '@antrean/platform/observability';
import { listDeadLetters } from '@antrean/platform/outbox';
import { backgroundContext } from '@antrean/platform/transaction';
import { Problem } from '@antrean/platform/problem';

const LIMIT = 100;
const UUID = /^[0-9a-f-]{36}$/i;

const config = loadConfigOrExit();
const log = createLogger({ service: 'dead-jobs', ...config.log });
const database = await connectDatabase({
  url: config.databaseUrl,
  poolSize: 1,
  applicationName: 'antrean-dead-letters',
  entities: [],
  log,
});
const unitOfWork = { database, wakeRelay: () => undefined };
const context = backgroundContext(log, 'npm run jobs');
const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** A job may also be named by its uuid alone. */
const idOf = (word: string): string => (UUID.test(word) ? `job:${word.toLowerCase()}` : word);

async function decide(word: string, what: string, decision: Promise<unknown>): Promise<void> {
  try {
    await decision;
    say(`${word} ${what}`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(`${word} is not dead`);
    process.exitCode = 1;
  }
}

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
    for (const word of words)
      await decide(word, 'will be tried again', retryDeadLetter(unitOfWork, context, idOf(word)));
  } else if (command === 'skip' && id !== undefined && reason.length > 0) {
    await decide(id, 'was skipped', skipDeadLetter(unitOfWork, context, idOf(id), reason.join(' ')));
  } else {
    process.stderr.write('Usage: npm run jobs [-- list | retry <id> … | skip <id> <reason>]\n');
    process.exitCode = 2;
  }
} finally {
  await database.close();
}
