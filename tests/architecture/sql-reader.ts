import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasSqlDetails, parseSync } from 'libpg-query';
import ts from 'typescript';

/** A table or view that SQL names, and the line at which the SQL begins. */
export interface Mention {
  readonly line: number;
  readonly relation: string;
  /** Whether rows of it are written. */
  readonly isWritten: boolean;
}

/** What SQL names; null when PostgreSQL's parser takes it for nothing that a statement may hold. */
type Relations = ReadonlyMap<string, { isWritten: boolean }> | null;

export interface SqlOfFile {
  readonly mentions: readonly Mention[];
  /** Texts that look like SQL with a table of ours and cannot be read. */
  readonly unreadable: readonly { readonly line: number; readonly text: string }[];
}

/** Stands where a text has a value that only the running program knows. */
const HOLE = '\u0000';
/** What such a value may be: a name or an expression, nothing, a number, more of a condition, rows, a table. */
const FILLINGS = ['hole', '', '1', 'and true', 'true', '(1)', 'from hole'];
/** What a text may be a part of, when it is no statement. */
const AROUND = ['', 'select ', 'select where ', 'select from hole '];
/** Of a text with more readings, or more ways to fill its holes, some are left out. */
const MOST_READINGS = 64;
const MOST_TRIES = 500;

/** How what is no statement begins, as opposed to a sentence about users. */
const PART =
  /^[\s(,\u0000]*(\u0000|(from|join|left|right|inner|cross|lateral|where|exists|not|and|or|in|on|using|with|union|set|values|returning|order|only)\b)/i;
const STATEMENT = /^\s*\(?(select|insert into|update|delete from|with|merge into|truncate|lock|copy)\b/i;

/**
 * Reads the SQL in the strings of a TypeScript file: templates, concatenations, both ways of a condition, constants of
 * the file and of those that it imports by a path.
 * @param relations the tables and views of the schema: a text that is no statement is read when it names one of them
 *   as SQL does
 */
export function createSqlReader(relations: ReadonlySet<string>): (file: string) => SqlOfFile {
  const named = new RegExp(
    `(\\b(from|join|into|update|using|table|only)|,)\\s+"?(${[...relations].join('|')})\\b(?![(:'])`,
    'i',
  );
  const sources = new Map<string, ts.SourceFile>();
  const readings = new Map<string, Relations>();

  const sourceOf = (file: string): ts.SourceFile => {
    const source =
      sources.get(file) ??
      ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    sources.set(file, source);
    return source;
  };
  const read = (text: string): Relations => {
    const known = readings.get(text);
    if (known !== undefined) return known;
    const found = relationsIn(text);
    readings.set(text, found);
    return found;
  };

  return (file) => {
    const mentions = new Map<string, Mention>();
    const unreadable = new Map<number, string>();
    const source = sourceOf(file);
    const visit = (node: ts.Node): void => {
      const texts = ts.isExpression(node) && isText(node) ? textsOf(node, sourceOf) : [];
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      let isSql = false;
      for (const text of texts) {
        const looksLikeOurs = named.test(text);
        if (!looksLikeOurs && !STATEMENT.test(text)) continue;
        const found = read(text);
        if (!found && looksLikeOurs && (STATEMENT.test(text) || PART.test(text)))
          unreadable.set(line, shown(text));
        for (const [relation, { isWritten }] of found ?? [])
          mentions.set(`${line} ${relation} ${isWritten}`, { line, relation, isWritten });
        isSql ||= looksLikeOurs;
      }
      if (!isSql) ts.forEachChild(node, visit);
    };
    visit(source);
    return {
      mentions: [...mentions.values()],
      unreadable: [...unreadable].map(([line, text]) => ({ line, text })),
    };
  };
}

const shown = (text: string): string =>
  text.replaceAll(HOLE, '…').replaceAll(/\s+/g, ' ').trim().slice(0, 160);

const isText = (node: ts.Expression): boolean =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isBinaryExpression(node);

/** Every text that an expression may be, as far as the sources tell. */
function textsOf(expression: ts.Expression, sourceOf: (file: string) => ts.SourceFile, depth = 0): string[] {
  const of = (part: ts.Expression, deeper = 0) => textsOf(part, sourceOf, depth + deeper);
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression)) return of(expression.expression);
  if (ts.isConditionalExpression(expression))
    return [...of(expression.whenTrue), ...of(expression.whenFalse)];
  if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return combined([of(expression.left), of(expression.right)]);
  if (ts.isTemplateExpression(expression))
    return combined([
      [expression.head.text],
      ...expression.templateSpans.flatMap((span) => [of(span.expression), [span.literal.text]]),
    ]);
  const value =
    ts.isIdentifier(expression) && depth < 5
      ? constant(expression.text, expression.getSourceFile(), sourceOf)
      : undefined;
  return value ? of(value, 1) : [HOLE];
}

/** What a constant of this file, or one that it imports by a path, begins with. */
function constant(
  name: string,
  source: ts.SourceFile,
  sourceOf: (file: string) => ts.SourceFile,
): ts.Expression | undefined {
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      const found = statement.declarationList.declarations.find((one) => one.name.getText() === name);
      if (found) return found.initializer;
    }
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const found = bindings.elements.find((element) => element.name.text === name);
    const from = join(dirname(source.fileName), statement.moduleSpecifier.text);
    if (found && existsSync(from))
      return constant((found.propertyName ?? found.name).text, sourceOf(from), sourceOf);
  }
  return undefined;
}

const combined = (parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>(
    (texts, part) => texts.flatMap((text) => part.map((more) => text + more)).slice(0, MOST_READINGS),
    [''],
  );

/** The tables and views that SQL names, whatever part of a statement it is. Needs `loadModule()` of libpg-query. */
function relationsIn(text: string): Relations {
  const sql = text.replaceAll(/(?<!\\)\?/g, '$1').replaceAll('\\?', '?');
  for (const before of AROUND) {
    const tree = parseFilled(before + sql);
    if (tree !== null) return relationsOf(tree);
  }
  return null;
}

/** The syntax tree of a text whose holes are filled so that it has one: where the parser stops says which is wrong. */
function parseFilled(sql: string): unknown {
  const parts = sql.split(HOLE);
  const chosen = parts.slice(1).map(() => 0);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const starts: number[] = [];
    const filled = parts.reduce((before, part, place) => {
      starts.push(before.length);
      return `${before} ${FILLINGS[chosen[place - 1] ?? 0]} ${part}`;
    });
    try {
      return parseSync(filled);
    } catch (error) {
      if (!hasSqlDetails(error)) throw error;
      const stopped = error.sqlDetails?.cursorPosition ?? 0;
      let wrong = starts.findLastIndex((start) => start <= stopped);
      chosen.fill(0, wrong + 1);
      while (wrong >= 0 && chosen[wrong] === FILLINGS.length - 1) chosen[wrong--] = 0;
      if (wrong < 0) return null;
      chosen[wrong] = (chosen[wrong] ?? 0) + 1;
    }
  }
  return null;
}

/** All tables and views in a syntax tree but those that a `with` makes. */
function relationsOf(tree: unknown): ReadonlyMap<string, { isWritten: boolean }> {
  const found = new Map<string, { isWritten: boolean }>();
  const visit = (node: unknown, made: ReadonlySet<string>, key = ''): void => {
    if (Array.isArray(node)) for (const each of node) visit(each, made);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const known = 'withClause' in node ? new Set([...made, ...namesIn(node.withClause)]) : made;
    if ('relname' in node && typeof node.relname === 'string' && !known.has(node.relname)) {
      const isWritten = key === 'relation' || (found.get(node.relname)?.isWritten ?? false);
      found.set(node.relname, { isWritten });
    }
    // `for update of o` names what `from` named.
    for (const [name, each] of Object.entries(node)) if (name !== 'lockedRels') visit(each, known, name);
  };
  visit(tree, new Set());
  return found;
}

/** The names that a `with` makes. */
const namesIn = (withClause: unknown): string[] =>
  [...JSON.stringify(withClause).matchAll(/"ctename":"([^"]+)"/g)].map(([, name = '']) => name);
