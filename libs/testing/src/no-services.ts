import type { ServiceDirectory } from '@antrean/platform/discovery';

/** No process is known. */
export const noServices: ServiceDirectory = {
  read: () => ({ services: [], isStale: false, asOf: null }),
  targets: () => [],
  find: () => null,
  took: () => undefined,
  missed: () => undefined,
  stop: () => undefined,
};
