/**
 * What a spreadsheet may take for the beginning of a formula: `=`, `+`, `-`, `@` and their full-width forms, also
 * behind blanks and invisible characters, which spreadsheets trim; or a tab or line break in front. A semicolon
 * separates cells where the comma is decimal (Indonesia), so what follows one begins a cell too.
 *
 * csv-stringify's `escape_formulas` looks at the first character only, and knows neither the line feed nor the
 * semicolon; hence this, instead of it.
 */
const FORMULA = /(^|;)(?=[\t\r\n]|["\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/gu;

/**
 * A text that a spreadsheet shows instead of running: an apostrophe goes in front of each place where a formula
 * could begin (the rule of OWASP's "CSV Injection"). For text only: a number may begin with a minus.
 */
export function neutraliseFormula(text: string): string {
  return text.replace(FORMULA, "$1'");
}
