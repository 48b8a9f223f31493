import { parseArgs } from 'node:util';
import { z } from 'zod';

const HELP = `npm run simulate:rvm -- [options]

A fleet of reverse vending machines against a running system, over HTTP, as real ones do. Ctrl-C ends it.

  --url        where the system is          (http://localhost:3000, or by PORT or BASE_URL)
  --machines   how many, 1 to 10000         (20)
  --every      seconds between two reports  (10)
  --faults     how likely something goes wrong at each report, 0 to 1 (0.02)
  --for        seconds after which it ends by itself
  --user       an administrator             (ADM001, or by ADMIN_USER)
  --password   of the administrator         (of the development data, or by ADMIN_PASSWORD)
  --tokens     the file that keeps the machines' tokens (.data/simulator/tokens.json)
  --remove     takes the machines away again at the end`;

/** What the simulator is to do. */
export interface SimulatorOptions {
  readonly url: string;
  readonly machines: number;
  readonly everyS: number;
  readonly faults: number;
  readonly forS: number | null;
  readonly user: string;
  readonly password: string;
  /** Where tokens are kept between two runs. */
  readonly tokenFile: string;
  readonly remove: boolean;
}

const number = (least: number, most: number) =>
  z.coerce.number(`must be a number from ${least} to ${most}`).min(least).max(most);

/**
 * Reads the command line and the environment.
 * @returns a text for people instead when it is asked for, or when something is wrong with them
 */
export function readOptions(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { options: SimulatorOptions } | { text: string; isWrong: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string', default: env['BASE_URL'] || `http://localhost:${env['PORT'] || 3000}` },
        machines: { type: 'string', default: '20' },
        every: { type: 'string', default: '10' },
        faults: { type: 'string', default: '0.02' },
        for: { type: 'string' },
        user: { type: 'string', default: env['ADMIN_USER'] || 'ADM001' },
        password: { type: 'string', default: env['ADMIN_PASSWORD'] || 'admin123' },
        tokens: { type: 'string', default: '.data/simulator/tokens.json' },
        remove: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { text: HELP, isWrong: false };
    const options: SimulatorOptions = {
      url: z
        .url({ protocol: /^https?$/, error: '--url must be an address like http://localhost:3000' })
        .parse(values.url)
        .replace(/\/$/, ''),
      machines: number(1, 10_000).int().parse(values.machines),
      everyS: number(0.05, 3_600).parse(values.every),
      faults: number(0, 1).parse(values.faults),
      forS: values.for === undefined ? null : number(0.1, 86_400 * 30).parse(values.for),
      user: values.user,
      password: values.password,
      tokenFile: values.tokens,
      remove: values.remove,
    };
    return { options };
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? z.prettifyError(error)
        : error instanceof Error
          ? error.message
          : String(error);
    return { text: `${why}\n\n${HELP}`, isWrong: true };
  }
}
