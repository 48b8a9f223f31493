import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { DemoError } from './demo-error.ts';
import type { Listener } from './listener.ts';
import type { Person, World } from './world.ts';

const JOB = z.object({ id: z.uuid() });
const PROGRESS = z.object({ jobId: z.uuid() });
const COMPLETED = z.object({ fileName: z.string(), downloadUrl: z.string(), sha256: z.string() });

/**
 * Asks for the consumption report as a PDF, waits for the event that says that it is there, and saves it.
 * @throws {DemoError} when it fails, or the bytes are not those that header and event announce
 */
export async function saveReport(
  world: World,
  admin: Person,
  listener: Listener,
): Promise<{ path: string; size: number }> {
  const { id } = JOB.parse(
    await admin.ask('POST', '/api/report-jobs', { report: 'consumption', params: {}, format: 'pdf' }),
  );
  const end = await listener.until('the report', (heard) =>
    heard.find(
      ({ name, payload }) =>
        (name === 'job.completed' || name === 'job.failed') && PROGRESS.parse(payload).jobId === id,
    ),
  );
  if (end.name === 'job.failed') throw new DemoError(`The report failed: ${JSON.stringify(end.payload)}`);
  const { fileName, downloadUrl, sha256 } = COMPLETED.parse(end.payload);

  const response = await admin.fetch(downloadUrl);
  const bytes = Buffer.from(await response.arrayBuffer());
  const digest = createHash('sha256').update(bytes);
  const announced = response.headers.get('repr-digest');
  const hex = digest.copy().digest('hex');
  if (announced !== `sha-256=:${digest.digest('base64')}:` || hex !== sha256) {
    throw new DemoError(`The report's SHA-256 is ${hex}; the header says ${announced}, the event ${sha256}.`);
  }
  const file = path.resolve(world.folder, path.basename(fileName));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
  return { path: file, size: bytes.length };
}
