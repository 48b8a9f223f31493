import { z } from 'zod';

/** The `page` and `limit` of every list; a list may begin with another limit, never go above 200. */
export const pageQuery = (defaultLimit = 20) => ({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(defaultLimit),
});

/** {@link pageQuery} of a list that grows, and the cursor by which nobody sees a row twice while others come in. */
export const growingQuery = (defaultLimit = 20) => ({
  ...pageQuery(defaultLimit),
  after: z
    .string()
    .max(200)
    .optional()
    .describe(
      '`next` of the answer before: the rows that follow it, whatever came in meanwhile; then `page` is not heeded',
    ),
});

export interface Page<T> {
  data: T[];
  total: number;
  page: number;
  limit: number;
  totalPages: number;
}

/** The wire form of a list of `item`. */
export const page = <S extends z.ZodType>(item: S) =>
  z.object({
    data: z.array(item),
    total: z.int(),
    page: z.int(),
    limit: z.int(),
    totalPages: z.int(),
  });

/** Puts one page's rows into the wire form. */
export const toPage = <T>(
  data: T[],
  total: number,
  { page: number, limit }: { page: number; limit: number },
): Page<T> => ({
  data,
  total,
  page: number,
  limit,
  totalPages: Math.ceil(total / limit),
});

export interface GrowingPage<T> extends Page<T> {
  next: string | null;
}

/** The wire form of a growing list of `item`. */
export const growingPage = <S extends z.ZodType>(item: S) =>
  page(item).extend({ next: z.string().nullable().describe('For `after`; null at the end') });
