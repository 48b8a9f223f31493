import { generateKeyPairSync } from 'node:crypto';
import { system } from '@antrean/domains';
import { createAddressBlocks } from '@antrean/platform/blocking';
import { createBreakers } from '@antrean/platform/breaker';
import type { RouteDependencies } from '@antrean/platform/domain';
import type { Route } from '@antrean/platform/http';
import { openApiDocument } from '@antrean/platform/http-server';
import { asyncApiDocument, createMessageRegistry, type JsonObject } from '@antrean/platform/messages';
import { createSigner } from '@antrean/platform/signing';
import { neverAsked, noServices, recordSignals, testConfig, testLog } from '@antrean/testing';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { z } from 'zod';

const INFO = { title: 'Antrean', version: '0', url: 'http://localhost:3000' };
const NOTE = '// Made by `npm run client` from the documents of the api; do not edit.\n';

/** The files of the client that are made, by their path from the root of the workspace. */
export async function makeClientTypes(): Promise<Map<string, string>> {
  return new Map([
    ['libs/client/src/api.generated.ts', await apiTypes()],
    ['libs/client/src/event.generated.ts', await eventTypes()],
  ]);
}

/** The routes of every domain as they are declared; nothing runs and nobody is connected to. */
async function describedRoutes(): Promise<Route[]> {
  const dependencies: RouteDependencies = {
    config: testConfig(),
    breakers: createBreakers({ log: testLog }),
    blocks: createAddressBlocks(),
    services: noServices,
    signals: recordSignals(),
    countSockets: async () => null,
    cache: neverAsked('cache'),
    metrics: neverAsked('metrics'),
    reports: system.reports,
    notifications: system.notifications,
    personalData: system.personalData,
    traceSources: system.traceSources,
    searchSources: system.searchSources,
    database: neverAsked('database'),
    exports: neverAsked('exports'),
    storage: neverAsked('storage'),
    signer: await createSigner({ privateKeyPem: aKey(), keyFile: '' }),
    unitOfWork: { database: neverAsked('database'), wakeRelay: () => undefined },
  };
  const routes = await Promise.all(system.domains.map((domain) => domain.openRoutes(dependencies)));
  dependencies.breakers.shutdown();
  return routes.flat();
}

const aKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const schemaObject = z.record(z.string(), z.json());
const documentedPaths = z.record(
  z.string(),
  z.record(z.string(), z.looseObject({ responses: z.record(z.string(), z.json()) })),
);

async function apiTypes(): Promise<string> {
  const document = withoutExamples(openApiDocument(await describedRoutes(), INFO));
  const paths = documentedPaths.parse(document['paths']);
  // Every refusal is the same document: once for each address, not once for each status.
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods)))
    operation.responses = Object.fromEntries(
      Object.entries(operation.responses).filter(([status]) => !/^[45]/.test(status)),
    );
  return typesOf({ ...document, paths });
}

/** The types of a request or an answer need none, and would be a quarter longer. */
const withoutExamples = (document: JsonObject): Record<string, z.core.util.JSONType> =>
  schemaObject.parse(
    JSON.parse(
      JSON.stringify(document, (_, value: unknown) =>
        typeof value === 'object' && value !== null && 'schema' in value && 'example' in value
          ? { ...value, example: undefined }
          : value,
      ),
    ),
  );

const documentedChannels = z.record(
  z.string(),
  z.object({
    address: z.string(),
    'x-namespace': z.string(),
    messages: z.record(
      z.string(),
      z.object({ payload: z.looseObject({ prefixItems: z.array(z.json()).optional() }) }),
    ),
  }),
);

/** `Events` by namespace and name: what a listener is given first. `Requests` likewise: `input` and `reply`. */
async function eventTypes(): Promise<string> {
  const document = asyncApiDocument(createMessageRegistry(system.messages), INFO, system.requests);
  const channels = Object.values(documentedChannels.parse(document['channels']));
  const byNamespace = (
    some: typeof channels,
    schemaOf: (messages: (typeof channels)[number]['messages']) => z.core.util.JSONType,
  ) =>
    objectOf(
      [...Map.groupBy(some, (channel) => channel['x-namespace'])].map(([namespace, own]) => [
        namespace,
        objectOf(own.map(({ address, messages }) => [address, schemaOf(messages)])),
      ]),
    );
  const isRequest = ({ messages }: (typeof channels)[number]) => 'request' in messages;
  const first = ({ payload }: { payload: { prefixItems?: z.core.util.JSONType[] | undefined } }) =>
    payload.prefixItems?.[0] ?? { not: {} };
  return typesOf({
    ...{ openapi: '3.1.0', info: INFO, paths: {} },
    components: {
      schemas: {
        Meta: z.looseObject({ schemas: schemaObject }).parse(document['components']).schemas['Meta'] ?? {},
        Events: byNamespace(
          channels.filter((channel) => !isRequest(channel)),
          (messages) => Object.values(messages).map(first)[0] ?? {},
        ),
        Requests: byNamespace(channels.filter(isRequest), (messages) =>
          objectOf(
            Object.entries(messages).map(([name, message]) => [
              name === 'request' ? 'input' : 'reply',
              name === 'request' ? first(message) : schemaObject.parse(message.payload),
            ]),
          ),
        ),
      },
    },
  });
}

const objectOf = (entries: (readonly [string, z.core.util.JSONType])[]) => ({
  type: 'object',
  properties: Object.fromEntries(entries),
  required: entries.map(([name]) => name),
});

const isDocument = (value: unknown): value is OpenAPI3 =>
  typeof value === 'object' && value !== null && 'openapi' in value;

async function typesOf(document: unknown): Promise<string> {
  if (!isDocument(document)) throw new Error('this is no OpenAPI document');
  const types = astToString(await openapiTS(document, { alphabetize: true }));
  return (
    NOTE +
    types
      .replaceAll(/^ +(?:get|put|post|delete|options|head|patch|trace)\?: never;\n/gm, '')
      .replaceAll(/^(?: {4})+/gm, (indentation) => '\t'.repeat(indentation.length / 4))
  );
}
