import type { UserPrincipal } from '@antrean/platform/auth';
import { assertVersion, type Language, type VersionCondition } from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import { progressOf, type StepView } from './application.contract.ts';
import type { VendorApplication, VendorDocument } from './application.entity.ts';
import { conflictAt } from './application.problem.ts';
import { databaseNow, documentsOf, findReadable, lockOwn } from './application.queries.ts';
import { isEditable } from './application.state.ts';
import { flawsOf, type ApplicationForm, type Step, type StepData } from './application-step.ts';
import { provenKinds } from './documents/document-kind.ts';
import { record } from './history.ts';
import { stepSaved } from './messages.ts';

/**
 * An application that its applicant may change now; nobody else does before the transaction ends.
 * @throws problem `not_found`, `application_status_conflict`, `stale_version`
 */
export async function lockEditable(
  em: EntityManager,
  actor: UserPrincipal,
  id: number,
  ifMatch?: VersionCondition,
): Promise<VendorApplication> {
  const application = await lockOwn(em, actor, id);
  assertEditable(application);
  assertVersion(application.version, ifMatch);
  return application;
}

/** @throws problem `application_status_conflict` */
export function assertEditable({ status }: VendorApplication): void {
  if (!isEditable(status)) throw conflictAt(status);
}

/** The applicant goes on with it: it is not abandoned, and counts as changed. */
export async function touch({ em }: Tx, application: VendorApplication): Promise<void> {
  em.assign(application, { touchedAt: await databaseNow(em), remindedAt: null });
}

/**
 * Saves a step in the place of what it was before, complete or not.
 * @throws problem `not_found`, `application_status_conflict`, `stale_version`
 */
export async function saveStep(
  { unitOfWork }: { unitOfWork: UnitOfWork },
  actor: UserPrincipal,
  context: Context,
  wish: {
    id: number;
    step: Step;
    data: StepData[Step];
    ifMatch: VersionCondition | undefined;
    language: Language;
  },
): Promise<StepView> {
  const { id, step, data, ifMatch, language } = wish;
  return transaction(unitOfWork, context, async (tx) => {
    const application = await lockEditable(tx.em, actor, id, ifMatch);
    const form: ApplicationForm = { ...application.form, [step]: data };
    application.form = form;
    await touch(tx, application);
    await tx.em.flush();
    await record(tx, application, 'step_saved', { detail: step });
    const view = toStepView(application, await documentsOf(tx.em, id), step, language);
    const { applicantId, status, submissions } = application;
    publish(tx, stepSaved, {
      ...{ id, applicantId, status, wasSubmitted: submissions > 0 },
      ...{ step, complete: view.complete },
    });
    return view;
  });
}

/** A step as it was saved, and what it lacks. @throws problem `not_found` */
export async function readStep(
  em: EntityManager,
  actor: UserPrincipal,
  { id, step, language }: { id: number; step: Step; language: Language },
): Promise<StepView> {
  const application = await findReadable(em, actor, id);
  return toStepView(application, await documentsOf(em, id), step, language);
}

function toStepView(
  application: VendorApplication,
  documents: readonly VendorDocument[],
  step: Step,
  language: Language,
): StepView {
  const errors = flawsOf(step, application.form, provenKinds(documents), language);
  return {
    step,
    data: application.form[step] ?? {},
    complete: errors.length === 0,
    errors,
    progress: progressOf(application, documents),
    status: application.status,
    version: application.version,
  };
}
