import type { Json } from '@antrean/platform/messages';

/** The part of JSON Schema that our message schemas are made of. */
export interface JsonSchema {
  type?: string | string[];
  format?: string;
  const?: Json;
  enum?: Json[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  minimum?: number;
  properties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  additionalProperties?: JsonSchema | false;
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '0199a6f0-0000-7000-8000-000000000001',
  date: '2025-10-01',
  'date-time': '2025-10-01T07:30:00.000Z',
};

/** A value that fits a schema. Where it has a choice, `turn` decides; turns from 0 on show each of them. */
export function sampleOf(schema: JsonSchema, turn: number): Json {
  if (schema.const !== undefined) return schema.const;
  const choice = schema.enum?.[turn % schema.enum.length];
  if (choice !== undefined) return choice;
  const variant = schema.anyOf?.[turn % schema.anyOf.length];
  if (variant) return sampleOf(variant, turn);
  const types = [schema.type ?? []].flat();
  switch (types[turn % types.length]) {
    case 'null':
      return null;
    case 'boolean':
      return turn % 2 === 0;
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, turn + 1);
    case 'string':
      return FORMATS[schema.format ?? ''] ?? `text ${turn}`;
    case 'array':
      return schema.items ? [sampleOf(schema.items, turn), sampleOf(schema.items, turn + 1)] : [];
    case 'object': {
      const members = Object.entries(schema.properties ?? {});
      if (schema.propertyNames && schema.additionalProperties) {
        members.push([String(sampleOf(schema.propertyNames, turn)), schema.additionalProperties]);
      }
      return Object.fromEntries(members.map(([name, member]) => [name, sampleOf(member, turn)]));
    }
    default:
      throw new Error(`no sample is known for ${JSON.stringify(schema)}; teach this function`);
  }
}
