/** SQL for the instant of a column as JSON tells it: UTC, ISO 8601, to the millisecond. */
export const instantOf = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
