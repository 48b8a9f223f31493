import path from 'node:path';

/** A reason not to start, or to give up starting, that the person at the terminal can do something about. */
export class StartError extends Error {}

const OPS_VARIABLES = ['OPS_PORT', 'WORKER_OPS_PORT', 'REALTIME_OPS_PORT'];

/** A port, and the variable that sets it. */
export type NamedPort = { readonly variable: string; readonly port: number };

/** Where the system listens, keeps its data, and which real services it uses. */
export type StartSettings = {
  readonly port: number;
  readonly wsPort: number;
  readonly smtpPort: number;
  readonly mailUiPort: number;
  /** The operators' ports that are given; those that are not are chosen by the operating system. */
  readonly opsPorts: readonly NamedPort[];
  /** Absolute. */
  readonly dataDir: string;
  readonly nodeEnv: string;
  readonly watch: boolean;
  /** Undefined: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Who migrates a given database; undefined: whoever the processes log in as. */
  readonly databaseOwnerUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string | undefined;
};

/**
 * Reads the settings from the environment; an empty variable counts as absent.
 *
 * @throws StartError for a port that is none, two equal ports, or a missing service in production.
 */
export function readSettings(env: NodeJS.ProcessEnv, args: readonly string[]): StartSettings {
  const unknown = args.find((arg) => arg !== '--watch');
  if (unknown !== undefined) throw new StartError(`Unknown argument ${unknown}: only --watch is known.`);
  const settings = {
    port: portOf(env, 'PORT', 3000),
    wsPort: portOf(env, 'WS_PORT', 3001),
    smtpPort: portOf(env, 'SMTP_PORT', 1025),
    mailUiPort: portOf(env, 'MAIL_UI_PORT', 1080),
    opsPorts: OPS_VARIABLES.filter((variable) => Number(env[variable] || 0) !== 0).map((variable) => ({
      variable,
      port: portOf(env, variable, 0),
    })),
    dataDir: path.resolve(env['DATA_DIR'] || '.data'),
    nodeEnv: env['NODE_ENV'] || 'development',
    watch: args.includes('--watch'),
    databaseUrl: env['DATABASE_URL'] || undefined,
    databaseOwnerUrl: env['DATABASE_OWNER_URL'] || undefined,
    redisUrl: env['REDIS_URL'] || undefined,
    smtpUrl: env['SMTP_URL'] || undefined,
  };
  if (settings.databaseUrl !== undefined && !env['NODE_ENV']) {
    throw new StartError(
      'DATABASE_URL is set and NODE_ENV is not: say NODE_ENV=development if this database is for development.',
    );
  }
  requireServicesInProduction(settings);
  requireDifferentPorts(settings);
  return settings;
}

/** The ports that this start needs. The mailbox's only when it is started. */
export function neededPorts(settings: StartSettings): NamedPort[] {
  const mailbox = [
    { variable: 'SMTP_PORT', port: settings.smtpPort },
    { variable: 'MAIL_UI_PORT', port: settings.mailUiPort },
  ];
  return [
    { variable: 'PORT', port: settings.port },
    { variable: 'WS_PORT', port: settings.wsPort },
    ...(settings.smtpUrl === undefined ? mailbox : []),
    ...settings.opsPorts,
  ];
}

function portOf(env: NodeJS.ProcessEnv, variable: string, fallback: number): number {
  const text = env[variable] || String(fallback);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartError(`${variable} must be a port number from 1 to 65535, but it is "${text}".`);
  }
  return port;
}

function requireServicesInProduction(settings: StartSettings): void {
  if (settings.nodeEnv !== 'production') return;
  const services = {
    DATABASE_URL: settings.databaseUrl,
    REDIS_URL: settings.redisUrl,
    SMTP_URL: settings.smtpUrl,
  };
  const missing = Object.entries(services).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 0) return;
  throw new StartError(
    `NODE_ENV is production, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set. The embedded ` +
      'database, Redis and mailbox are for development. Set all three, or unset NODE_ENV.',
  );
}

function requireDifferentPorts(settings: StartSettings): void {
  const ports = neededPorts(settings);
  for (const [index, { variable, port }] of ports.entries()) {
    const other = ports.slice(0, index).find((earlier) => earlier.port === port);
    if (other !== undefined) throw new StartError(`${other.variable} and ${variable} are both ${port}.`);
  }
}
