/**
 * How CSV is written. `comma`: for programs, decimals have a point. `semicolon`: for spreadsheets where the comma is
 * decimal (Indonesia, much of Europe), so decimals have a comma.
 */
export const CSV_DELIMITERS = ['comma', 'semicolon'] as const;
export type CsvDelimiter = (typeof CSV_DELIMITERS)[number];

export const SEPARATORS: Readonly<Record<CsvDelimiter, string>> = { comma: ',', semicolon: ';' };
