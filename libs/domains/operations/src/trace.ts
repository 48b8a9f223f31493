import type { TraceSource } from '@antrean/platform/domain';
import { findJob } from '@antrean/platform/outbox';
import { z } from 'zod';

/** Jobs by their uuid, with what else the same request has caused. */
export const jobTrace: TraceSource = {
  kind: 'job',
  find: async (em, key) => {
    const uid = z.uuid().safeParse(key).data;
    const job = uid === undefined ? null : await findJob(em, uid);
    return (
      job && {
        title: job.name,
        status: job.state,
        createdAt: job.createdAt,
        subject: `job:${job.uid}`,
        inPayload: { id: `job:${job.uid}` },
        jobs: [job.uid],
        ...(job.correlationId === null ? {} : { correlationIds: [job.correlationId] }),
      }
    );
  },
};
