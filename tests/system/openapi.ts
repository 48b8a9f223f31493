/** The parts of JSON Schema that our OpenAPI document uses. */
export interface Schema {
  type?: string;
  format?: string;
  pattern?: string;
  enum?: unknown[];
  const?: unknown;
  minLength?: number;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
}
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
}
export interface Operation {
  method: string;
  path: string;
  security: unknown[];
  /** As the route declares it. */
  access: string;
  parameters: Parameter[];
  /** Of a JSON body. */
  body: Schema | null;
  /** The body is a file. */
  takesFile: boolean;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

interface Documented {
  security: unknown[];
  'x-access': string;
  parameters?: Parameter[];
  requestBody?: { content: { 'application/json'?: { schema: Schema }; '*/*'?: object } };
}

/** Every endpoint that a running api documents. */
export async function operationsOf(apiUrl: string): Promise<Operation[]> {
  const response = await fetch(`${apiUrl}/api/openapi.json`);
  const { paths }: { paths: Record<string, Record<string, Documented>> } = JSON.parse(await response.text());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, { security, 'x-access': access, parameters = [], requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        security,
        access,
        parameters,
        body: requestBody?.content['application/json']?.schema ?? null,
        takesFile: requestBody?.content['*/*'] !== undefined,
      })),
  );
}

const SAMPLES: Record<string, string> = {
  date: '2025-10-01',
  'date-time': '2025-10-01T00:00:00Z',
  uuid: '00000000-0000-4000-8000-000000000000',
  email: 'sample@example.test',
};

/** The smallest value that fits a schema, as far as a schema tells: what is optional is left out. */
export function smallestOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return smallestOf(schema.anyOf[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, smallestOf(schema.properties?.[name] ?? {})]),
      );
    case 'array':
      return [smallestOf(schema.items ?? {})];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return SAMPLES[schema.format ?? ''] ?? 'sample'.padEnd(schema.minLength ?? 0, 'x');
  }
}
