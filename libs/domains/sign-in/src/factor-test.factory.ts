import type { TestReply } from '@antrean/testing';

/** How many answers there were of each status. */
export const statuses = (replies: readonly TestReply[]): Record<number, number> =>
  Object.fromEntries(
    [...new Set(replies.map(({ status }) => status))].map((status) => [
      status,
      replies.filter((reply) => reply.status === status).length,
    ]),
  );
