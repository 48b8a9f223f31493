import { z } from 'zod';

/** What a page tells of its own failure; of the address only the path, and nothing that somebody typed. */
export const clientError = z.strictObject({
  version: z
    .string()
    .max(40)
    .describe('Of the build that failed')
    .meta({ examples: ['4f1c2a9'] }),
  path: z
    .string()
    .max(200)
    .regex(/^\/[^?#]*$/, 'must be a path without a query')
    .meta({ examples: ['/app/orders'] }),
  message: z
    .string()
    .max(500)
    .meta({ examples: ['TypeError: order is undefined'] }),
  stack: z.string().max(4_000).exactOptional(),
  correlationId: z.string().max(100).exactOptional().describe('Of the answer that it came from'),
});
