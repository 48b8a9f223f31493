import { createHmac } from 'node:crypto';
import {
  startMailbox,
  startPostgres,
  startRedis,
  type EmbeddedServer,
  type EmbeddedServerOptions,
} from '@antrean/embedded';
import { keepAlive, type Part } from './start-keep-alive.ts';
import { StartError, type StartSettings } from './start-settings.ts';

const PROCESS_LOGIN = 'antrean_server';

/** Where the system's services are, embedded or not. */
export type ServiceUrls = {
  readonly databaseUrl: string;
  /** For the migrations, where the processes log in with fewer rights. */
  readonly databaseOwnerUrl: string | undefined;
  readonly redisUrl: string;
  readonly smtpUrl: string;
};

/**
 * Starts the services that the settings do not name.
 *
 * @param track is told of each as soon as it runs.
 */
export async function startServices(
  settings: StartSettings,
  say: (line: string) => void,
  track: (part: Part) => void,
): Promise<ServiceUrls> {
  const start = async (name: string, open: (options: EmbeddedServerOptions) => Promise<EmbeddedServer>) => {
    const log = (line: string) => say(`[${name}] ${line}`);
    const { dataDir } = settings;
    const server = await open({ dataDir, log }).catch((cause: unknown) => {
      throw new StartError(cause instanceof Error ? cause.message : String(cause), { cause });
    });
    // Clients hold the address, so a successor gets the same port.
    const startAgain = () => open({ dataDir, log, port: server.port });
    track(keepAlive({ name, say, running: server, startAgain }));
    return server.url;
  };

  const embedded = settings.databaseUrl === undefined ? await start('postgres', startPostgres) : undefined;
  const databaseUrl = settings.databaseUrl ?? processLogin(embedded ?? '');
  say(`[start] PostgreSQL ${origin(settings.databaseUrl, databaseUrl)}`);
  const redisUrl = settings.redisUrl ?? (await start('redis', startRedis));
  say(`[start] Redis ${origin(settings.redisUrl, redisUrl)}`);
  const smtpUrl = settings.smtpUrl ?? (await startDevelopmentMailbox(settings, say, track));
  say(`[start] mail ${origin(settings.smtpUrl, smtpUrl)}`);
  return { databaseUrl, databaseOwnerUrl: embedded ?? settings.databaseOwnerUrl, redisUrl, smtpUrl };
}

/** The login of the processes on the embedded server, as in production: its password follows from the owner's. */
function processLogin(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.password = createHmac('sha256', url.password).update(PROCESS_LOGIN).digest('hex');
  url.username = PROCESS_LOGIN;
  return url.href;
}

function origin(given: string | undefined, url: string): string {
  return given === undefined ? `embedded, ready at ${new URL(url).host}` : 'as given';
}

async function startDevelopmentMailbox(
  settings: StartSettings,
  say: (line: string) => void,
  track: (part: Part) => void,
): Promise<string> {
  const { smtpPort, mailUiPort: uiPort } = settings;
  const mailbox = await startMailbox({ smtpPort, uiPort, log: (line) => say(`[mailbox] ${line}`) });
  // It lives in this process: there is nothing to kill.
  track({ name: 'mailbox', stop: mailbox.stop, kill: () => undefined });
  return mailbox.smtpUrl;
}
