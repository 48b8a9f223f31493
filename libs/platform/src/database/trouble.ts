const TROUBLES = ['away', 'busy', 'conflict'] as const;
/**
 * What keeps the database from doing what it was asked, though nothing is wrong with what it was asked:
 * `away` it cannot be reached, or the connection was lost; `busy` it has no connection, time or room for us now;
 * `conflict` two transactions were in each other's way, and this one was to give in.
 */
export type DatabaseTrouble = (typeof TROUBLES)[number];

/** No connection could be had, or it was lost. The cause says why. */
export class DatabaseUnavailable extends Error {
  // A property, because the ORM makes another error of it, and takes its properties along.
  readonly databaseTrouble: DatabaseTrouble;
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'DatabaseUnavailable';
    this.databaseTrouble = databaseTrouble(cause) ?? 'away';
  }
}

/** The connection was lost while PostgreSQL was to commit: everything was kept, or nothing. */
export class CommitOutcomeUnknown extends Error {
  readonly databaseTrouble: DatabaseTrouble = 'away';
  constructor(cause: unknown) {
    super('The connection was lost during COMMIT: whether it was done is not known.', { cause });
    this.name = 'CommitOutcomeUnknown';
  }
}

/** Of PostgreSQL, "Appendix A. Error Codes": whole classes and single ones. */
const TROUBLE_BY_SQLSTATE: readonly (readonly [RegExp, DatabaseTrouble])[] = [
  // Connection exceptions, shut down, starting up, cut by an operator or a limit, a failing disk, now a standby.
  [/^(?:08...|57P0.|25P0[34]|58030|25006)$/, 'away'],
  // Too many connections, no memory or disk; statement_timeout, lock_timeout.
  [/^(?:53...|57014|55P03)$/, 'busy'],
  [/^(?:40001|40P01)$/, 'conflict'],
];

/** What the driver pg says without a code. */
const TROUBLE_BY_MESSAGE: readonly (readonly [RegExp, DatabaseTrouble])[] = [
  [/^timeout exceeded when trying to connect$/, 'busy'],
  [
    /^(?:Connection terminated|Query read timeout$|timeout expired$|Client (?:has encountered|was closed))/,
    'away',
  ],
];

const NETWORK = /^E(?:CONN\w+|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH|NETUNREACH|AI_AGAIN)$/;
const LONGEST_CHAIN = 5;

/**
 * Whether an error, or what caused it, is trouble of the database that passes by itself.
 * @returns undefined for every other error, also for what the database refuses for good, such as a violated constraint
 */
export function databaseTrouble(error: unknown): DatabaseTrouble | undefined {
  let link = error;
  for (let i = 0; i < LONGEST_CHAIN && link instanceof Error; i += 1, link = link.cause) {
    const trouble = troubleOf(link);
    if (trouble) return trouble;
  }
  return undefined;
}

/** Runs a transaction again, once, when PostgreSQL had it give way to another. */
export async function againOnConflict<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (databaseTrouble(error) !== 'conflict') throw error;
    return run();
  }
}

/** Whether it was the database's trouble and nobody's fault: the same may well succeed later. */
export const isDatabaseUnavailable = (error: unknown): boolean => databaseTrouble(error) !== undefined;

/** For errors of the driver itself. Those of the network look the same from SMTP and Redis. */
export const isConnectionLost = (error: unknown): boolean =>
  databaseTrouble(error) === 'away' || (error instanceof Error && NETWORK.test(codeOf(error)));

function troubleOf(error: Error): DatabaseTrouble | undefined {
  if ('databaseTrouble' in error) return TROUBLES.find((trouble) => trouble === error.databaseTrouble);
  const code = codeOf(error);
  const known =
    TROUBLE_BY_SQLSTATE.find(([codes]) => codes.test(code)) ??
    TROUBLE_BY_MESSAGE.find(([messages]) => messages.test(error.message));
  return known?.[1];
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';
