import type { TraceSource } from '@antrean/platform/domain';
import { query } from '@antrean/platform/database';
import { z } from 'zod';

/** Reports that were asked for, by the id of their job, with the file that came of it. */
export const reportTrace: TraceSource = {
  kind: 'report',
  find: async (em, key) => {
    const id = z.uuid().safeParse(key).data;
    if (id === undefined) return null;
    const [job] = await query<{
      report: string;
      status: string;
      createdAt: string;
      finishedAt: string | null;
      name: string | null;
      contentType: string | null;
      size: string | null;
      sha256: string | null;
    }>(
      em,
      `select report, status, created_at as "createdAt", finished_at as "finishedAt", file_name as name,
         content_type as "contentType", size, sha256
       from report_jobs where id = ?`,
      [id],
    );
    if (!job) return null;
    const { report, status, createdAt, finishedAt, name, contentType, size, sha256 } = job;
    return {
      title: report,
      status,
      createdAt: new Date(createdAt).toISOString(),
      subject: id,
      inPayload: { jobId: id },
      files:
        name === null || contentType === null
          ? []
          : [
              {
                ...{ name, contentType, size: Number(size), sha256 },
                at: new Date(finishedAt ?? createdAt).toISOString(),
              },
            ],
    };
  },
};
