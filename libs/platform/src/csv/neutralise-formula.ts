import type { CsvDelimiter } from './delimiter.ts';

/**
 * What a spreadsheet may take for the beginning of a formula: `=`, `+`, `-`, `@` and their full-width forms, also
 * behind blanks and invisible characters, which spreadsheets trim; or a tab or line break in front. A semicolon
 * separates cells where the comma is decimal (Indonesia), so what follows one begins a cell too; so does what follows
 * a comma of a file for there that is opened elsewhere.
 */
const FORMULA: Readonly<Record<CsvDelimiter, RegExp>> = {
  comma: /(^|;)(?=[\t\r\n]|["\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/gu,
  semicolon: /(^|[;,])(?=[\t\r\n]|["\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/gu,
};

/** Most texts: a letter or digit first, which begins no formula, and no second cell. They are spared the search. */
const PLAIN: Readonly<Record<CsvDelimiter, RegExp>> = {
  comma: /^[A-Za-z0-9][^;]*$/,
  semicolon: /^[A-Za-z0-9][^;,]*$/,
};

/**
 * A text that a spreadsheet shows instead of running: an apostrophe goes in front of each place where a formula
 * could begin (the rule of OWASP's "CSV Injection"). For text only: a number may begin with a minus.
 */
export function neutraliseFormula(text: string, delimiter: CsvDelimiter): string {
  return PLAIN[delimiter].test(text) ? text : text.replace(FORMULA[delimiter], "$1'");
}
