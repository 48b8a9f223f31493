/** What a report is asked for, as it stands in the address. */
export type ReportParams = Readonly<Record<string, string | number>>;

const MOST = 12;

/** Of the address, which others can be sent; the api says which of them a report takes. */
export function readParams(search: Record<string, unknown>): ReportParams {
  const entries = Object.entries(search).flatMap(([name, value]) =>
    /^\w{1,40}$/.test(name) &&
    ((typeof value === 'string' && value !== '' && value.length <= 200) || Number.isSafeInteger(value))
      ? [[name, value] as const]
      : [],
  );
  return Object.fromEntries(
    entries.slice(0, MOST).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
}
