import { asJson, type Json } from './json.ts';

/** The part of JSON Schema that our schemas are made of. */
export interface ExampleSchema {
  readonly type?: unknown;
  readonly format?: unknown;
  readonly pattern?: unknown;
  readonly examples?: unknown;
  readonly const?: unknown;
  readonly enum?: unknown;
  readonly anyOf?: unknown;
  readonly oneOf?: unknown;
  readonly items?: unknown;
  readonly prefixItems?: unknown;
  readonly properties?: unknown;
  readonly required?: unknown;
  readonly propertyNames?: unknown;
  readonly additionalProperties?: unknown;
  readonly minimum?: unknown;
  readonly exclusiveMinimum?: unknown;
  readonly maximum?: unknown;
  readonly minLength?: unknown;
  readonly minItems?: unknown;
  readonly maxItems?: unknown;
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  date: '2025-10-01',
  'date-time': '2025-10-01T07:30:00.000Z',
  uuid: '0199a6f0-0000-7000-8000-000000000001',
  email: 'siti@example.com',
  uri: 'https://example.com/',
  password: 'sebuah kalimat panjang',
};

/** Whether a schema comes with an example of its own. */
export const hasExample = (schema: ExampleSchema): boolean =>
  listOf(schema.examples).length > 0 || listOf(schema.anyOf).some((each) => hasExample(schemaOf(each)));

/**
 * An example of what a schema describes: its own, from `.meta({ examples })`, where it has one, and otherwise put together
 * from those of its parts. Optional members are left out with `members: 'needed'`, unless they have an example of their own.
 *
 * @throws Error when a text must look like something and no example says how
 */
export function exampleOf(schema: ExampleSchema, members: 'all' | 'needed'): Json {
  const own = listOf(schema.examples)[0] ?? schema.const ?? listOf(schema.enum)[0];
  if (own !== undefined) return asJson(own);
  const variants = [...listOf(schema.anyOf), ...listOf(schema.oneOf)].map(schemaOf);
  const variant = variants.find(({ type }) => type !== 'null') ?? variants[0];
  if (variant) return exampleOf(variant, members);
  switch ([schema.type].flat()[0]) {
    case 'null':
      return null;
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'string':
      return textOf(schema);
    case 'array':
      return itemsOf(schema, members);
    case 'object':
      return membersOf(schema, members);
    default:
      return {};
  }
}

function numberOf({ minimum, exclusiveMinimum, maximum }: ExampleSchema): number {
  const least = Math.max(
    1,
    typeof minimum === 'number' ? minimum : 1,
    typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : 1,
  );
  return typeof maximum === 'number' ? Math.min(least, maximum) : least;
}

function textOf(schema: ExampleSchema): string {
  const known = typeof schema.format === 'string' ? BY_FORMAT[schema.format] : undefined;
  if (known !== undefined) return known;
  if (schema.pattern !== undefined) throw new Error(`no example says how ${JSON.stringify(schema)} looks`);
  return 'text'.padEnd(typeof schema.minLength === 'number' ? schema.minLength : 0, '.');
}

function itemsOf({ items, prefixItems, minItems, maxItems }: ExampleSchema, members: 'all' | 'needed'): Json {
  const first = listOf(prefixItems).map((item) => exampleOf(schemaOf(item), members));
  if (first.length > 0 || items === undefined || maxItems === 0) return first;
  const length = typeof minItems === 'number' ? Math.max(1, minItems) : 1;
  return Array.from({ length }, () => exampleOf(schemaOf(items), members));
}

function membersOf(schema: ExampleSchema, members: 'all' | 'needed'): Json {
  const required = new Set(listOf(schema.required));
  const known = Object.entries(schemaOf(schema.properties));
  const needed = known.filter(
    ([name, member]) => members === 'all' || required.has(name) || hasExample(schemaOf(member)),
  );
  // Where all are optional, one says more than none.
  const shown = needed.length > 0 ? needed : known.slice(0, 1);
  const named: [string, Json][] = shown.map(([name, member]) => [name, exampleOf(schemaOf(member), members)]);
  if (schema.propertyNames === undefined || schema.additionalProperties === undefined)
    return Object.fromEntries(named);
  // A record: with the names that it must have, or with one.
  const names = required.size > 0 ? [...required] : [exampleOf(schemaOf(schema.propertyNames), members)];
  const value = exampleOf(schemaOf(schema.additionalProperties), members);
  return Object.fromEntries(names.map((name) => [String(name), value]));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const schemaOf = (value: unknown): ExampleSchema =>
  typeof value === 'object' && value !== null ? value : {};
