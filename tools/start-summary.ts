import type { ServiceUrls } from './start-services.ts';
import type { StartSettings } from './start-settings.ts';

/** What the person at the terminal wants to know once everything runs, line by line. */
export async function summary(settings: StartSettings, urls: ServiceUrls): Promise<string[]> {
  const base = `http://localhost:${settings.port}`;
  const places = [
    ['Console', `${base}/app/`],
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
    'Antrean runs.',
    '',
    ...table(places),
    ...(settings.nodeEnv === 'production' ? [] : await logins()),
    '',
    'Ctrl-C ends it; the data stays.',
    '',
  ];
}

async function logins(): Promise<string[]> {
  // Loaded late: it brings the whole domain along, which nothing before needs.
  const { developmentUsers } = await import('@antrean/accounts');
  const rows = developmentUsers.map(({ nik, password, role, label }) => [nik, password, role, label]);
  return ['', ...table([['NIK', 'Password', 'Role', ''], ...rows])];
}

function table(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
