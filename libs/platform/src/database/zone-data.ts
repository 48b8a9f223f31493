import { setImmediate as turn } from 'node:timers/promises';
import type { Logger, Metrics } from '../observability/index.ts';
import type { Database } from './connect.ts';
import { logFailure } from './log-failure.ts';
import { query } from './query.ts';

/** Two years, every month: rules of zones change from one release to the next, mostly for what is to come. */
const INSTANTS = 24;

/** Zones in which Node and PostgreSQL tell other times, among those that both know, at 24 instants from now on. */
export async function findZoneDifferences(database: Database): Promise<string[]> {
  const rows = await query<{ name: string; instants: number[]; offsets: number[] }>(
    database.fork(),
    `select z.name, array_agg(extract(epoch from at)::float8 order by at) as instants,
            array_agg(extract(epoch from timezone(z.name, at) - timezone('UTC', at))::float8 order by at) as offsets
     from (select unnest(?::text[]) as name) wanted
     join pg_timezone_names z using (name),
       generate_series(date_trunc('day', now()), now() + interval '${INSTANTS - 1} months', interval '1 month') at
     group by 1 order by 1`,
    [`{${Intl.supportedValuesOf('timeZone').join(',')}}`],
  );
  const different: string[] = [];
  for (const { name, instants, offsets } of rows) {
    const offsetAt = offsetsOf(name);
    if (instants.some((seconds, i) => offsetAt(seconds) !== offsets[i])) different.push(name);
    // All of them take a tenth of a second.
    await turn();
  }
  return different;
}

/** The seconds that a zone is ahead of UTC at an instant, by Node's data. */
function offsetsOf(timeZone: string): (seconds: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    timeZoneName: 'longOffset',
    year: 'numeric',
  });
  return (seconds) => {
    const text =
      format.formatToParts(seconds * 1_000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0', rest = '0'] =
      /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(text) ?? [];
    const offset = Number(hours) * 3_600 + Number(minutes) * 60 + Number(rest);
    return sign === '-' ? -offset : offset;
  };
}

/** The release of the zone data by which this process tells times, such as `2026c`. PostgreSQL does not say its own. */
export const ZONE_DATA = process.versions['tz'] ?? '';

/** What a process names among what it lacks while Node and PostgreSQL tell other times. */
export const ZONES_DIFFER = 'zone-data';

/**
 * Says in the log and by a metric when Node's zone data are not PostgreSQL's: times that were computed here may not be
 * those that somebody reads from the database. It is not waited for and refuses nothing. One process asks for all, since
 * their Node is the same: what Node knows of four hundred zones stays in memory, 25 MB.
 *
 * @returns whether they differ; false when that could not be found out
 */
export async function reportZoneData(
  database: Database,
  { log, metrics }: { log: Logger; metrics: Metrics },
): Promise<boolean> {
  try {
    const zones = await findZoneDifferences(database);
    metrics.zoneDifferences.set(zones.length);
    if (zones.length === 0) return false;
    log.warn(
      { zones, node: ZONE_DATA },
      `Node (zone data ${ZONE_DATA}) and PostgreSQL tell other times in ${zones.length} zones; update the older one`,
    );
    return true;
  } catch (error) {
    logFailure(log, error, 'zone data of Node and PostgreSQL could not be compared');
    return false;
  }
}
