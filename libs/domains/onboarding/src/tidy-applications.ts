import { query } from '@antrean/platform/database';
import { discardFiles } from '@antrean/platform/files';
import { notify } from '@antrean/platform/notifications';
import { publish } from '@antrean/platform/outbox';
import { defineSchedule, MORE, type Schedule } from '@antrean/platform/queue';
import type { Tx } from '@antrean/platform/transaction';
import { VendorApplication } from './application.entity.ts';
import { applicationUnfinished } from './application.notification.ts';
import { daysAfter } from './application.queries.ts';
import { CLOSED_DAYS, REMIND_AFTER_DAYS, UNFINISHED_DAYS } from './application.retention.ts';
import { record } from './history.ts';
import { applicationRemoved } from './messages.ts';
import { close } from './submit-application.ts';

const HOUR_MS = 3_600_000;
/** Applications of a kind that one turn takes. */
const BATCH = 50;

/** Reminds of what is unfinished and removes what is too old. */
export const tidySchedule = (): Schedule =>
  defineSchedule({ name: 'onboarding.tidy', everyMs: HOUR_MS, run: tidyApplications });

export async function tidyApplications(tx: Tx): Promise<typeof MORE | void> {
  const done = [
    await removeAbandoned(tx),
    await lapse(tx),
    await remind(tx),
    await expireDocuments(tx),
    await removeClosed(tx),
  ];
  if (done.includes(BATCH)) return MORE;
}

/** Locks some applications that fit a condition; those that somebody works on come another time. */
async function pick({ em }: Tx, condition: string, by: string, days?: number): Promise<VendorApplication[]> {
  const found = await query<{ id: number }>(
    em,
    `select id from vendor_applications where ${condition} order by ${by} limit ? for update skip locked`,
    [...(days === undefined ? [] : [days]), BATCH],
  );
  return em.find(VendorApplication, { id: found.map(({ id }) => id) }, { orderBy: { id: 'asc' } });
}

const untouched = `touched_at < now() - ? * interval '1 day'`;

async function removeAbandoned(tx: Tx): Promise<number> {
  const drafts = await pick(tx, `status = 'draft' and ${untouched}`, 'touched_at', UNFINISHED_DAYS);
  await removeApplications(tx, drafts);
  return drafts.length;
}

async function lapse(tx: Tx): Promise<number> {
  const silent = await pick(
    tx,
    `status = 'changes_requested' and ${untouched}`,
    'touched_at',
    UNFINISHED_DAYS,
  );
  for (const application of silent) await close(tx, application, 'lapsed');
  return silent.length;
}

async function remind(tx: Tx): Promise<number> {
  const unfinished = await pick(
    tx,
    `status in ('draft', 'changes_requested') and reminded_at is null and ${untouched}`,
    'touched_at',
    REMIND_AFTER_DAYS,
  );
  for (const application of unfinished) {
    const { id, submissions, touchedAt } = application;
    application.remindedAt = new Date();
    const endsAt = daysAfter(touchedAt, UNFINISHED_DAYS).toISOString();
    notify(
      tx,
      applicationUnfinished,
      { applicationId: id, submissions, endsAt },
      { cause: `vendor-application-unfinished:${id}:${touchedAt.toISOString()}` },
    );
  }
  return unfinished.length;
}

async function expireDocuments(tx: Tx): Promise<number> {
  const closed = await pick(tx, `documents_until < now()`, 'documents_until');
  const removed = await discardDocuments(tx, closed);
  for (const application of closed) {
    application.documentsUntil = null;
    if (removed.has(application.id)) await record(tx, application, 'documents_expired');
  }
  return closed.length;
}

async function removeClosed(tx: Tx): Promise<number> {
  const old = await pick(
    tx,
    `status in ('rejected', 'withdrawn') and closed_at < now() -
       (case when submissions = 0 then ${UNFINISHED_DAYS} else ? end) * interval '1 day'`,
    'closed_at',
    CLOSED_DAYS,
  );
  await removeApplications(tx, old);
  return old.length;
}

/** Removes locked applications with all that belongs to them, and tells of it. */
export async function removeApplications(tx: Tx, applications: readonly VendorApplication[]): Promise<void> {
  await discardDocuments(tx, applications);
  for (const application of applications) {
    const { id, applicantId, status, submissions } = application;
    tx.em.remove(application);
    publish(tx, applicationRemoved, { id, applicantId, status, wasSubmitted: submissions > 0 });
  }
  await tx.em.flush();
}

/** Gives the documents of locked applications up. @returns those that had any */
export async function discardDocuments(
  tx: Tx,
  applications: readonly VendorApplication[],
): Promise<ReadonlySet<number>> {
  const removed = await query<{ application_id: number; file_key: string }>(
    tx.em,
    `delete from vendor_documents where application_id in (select jsonb_array_elements_text(?::jsonb)::int)
     returning application_id, file_key`,
    [JSON.stringify(applications.map(({ id }) => id))],
  );
  await discardFiles(
    tx,
    removed.map(({ file_key }) => file_key),
  );
  return new Set(removed.map(({ application_id }) => application_id));
}
