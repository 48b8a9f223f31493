import type { Database } from '@antrean/platform/database';

/** The statements that `work` sends, with their parameters written into them. */
export async function statementsOf(database: Database, work: () => Promise<unknown>): Promise<string[]> {
  const platform = database.orm.em.getPlatform();
  const statements: string[] = [];
  const format = platform.formatQuery.bind(platform);
  platform.formatQuery = (sql, parameters) => {
    const text = format(sql, parameters);
    statements.push(text);
    return text;
  };
  const logger = database.orm.config.getLogger();
  logger.setDebugMode(['query']);
  const logQuery = logger.logQuery.bind(logger);
  logger.logQuery = ({ query, params }) => {
    if (query !== undefined) statements.push(params ? format(query, params) : query);
  };
  await work();
  logger.logQuery = logQuery;
  logger.setDebugMode(false);
  platform.formatQuery = format;
  return [...new Set(statements)].filter(
    (text) => /^\s*select/i.test(text) && !text.includes('pg_backend_pid'),
  );
}
