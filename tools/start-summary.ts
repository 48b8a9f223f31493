import type { ServiceUrls } from './start-services.ts';
import type { StartSettings } from './start-settings.ts';

type DevelopmentUser = {
  readonly nik: string;
  readonly password: string;
  readonly role: string;
  readonly label: string;
};

/** What the person at the terminal wants to know once everything runs, line by line. */
export async function summary(settings: StartSettings, urls: ServiceUrls): Promise<string[]> {
  const base = `http://localhost:${settings.port}`;
  const places = [
    ['API', `${base}/api`],
    ['Docs', `${base}/api/docs`],
    ['Health', `${base}/api/health`],
    ['Sockets', `http://localhost:${settings.wsPort} (or ${base})`],
    ...(settings.smtpUrl === undefined ? [['Mailbox', `http://localhost:${settings.mailUiPort}`]] : []),
    ...(settings.databaseUrl === undefined ? [['Database', urls.databaseUrl]] : []),
    ['Data', settings.dataDir],
  ];
  return [
    '',
    'Antrean runs. Ctrl-C ends it; the data stays.',
    '',
    ...table(places),
    ...(settings.nodeEnv === 'production' ? [] : await logins()),
    '',
  ];
}

async function logins(): Promise<string[]> {
  try {
    const users = await developmentUsers();
    const rows = users.map(({ nik, password, role, label }) => [nik, password, role, label]);
    return rows.length === 0 ? [] : ['', ...table([['NIK', 'Password', 'Role', ''], ...rows])];
  } catch (error) {
    return ['', `  Who can log in is unknown: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/**
 * Who may log in on a development system. Loaded late, so that a domain under repair does not keep the rest from
 * running.
 */
async function developmentUsers(): Promise<readonly DevelopmentUser[]> {
  const name: string = '@antrean/identity';
  const identity: object = await import(name);
  const users: unknown = Reflect.get(identity, 'developmentUsers');
  return Array.isArray(users) ? users.filter(isDevelopmentUser) : [];
}

function isDevelopmentUser(user: unknown): user is DevelopmentUser {
  return (
    typeof user === 'object' &&
    user !== null &&
    ['nik', 'password', 'role', 'label'].every((key) => typeof Reflect.get(user, key) === 'string')
  );
}

function table(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
