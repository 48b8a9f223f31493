import type { UserPrincipal } from '@antrean/platform/auth';
import { lockRow, offsetOf } from '@antrean/platform/database';
import {
  assertVersion,
  invalidField,
  problem,
  toPage,
  type Page,
  type VersionCondition,
} from '@antrean/platform/http';
import { publish } from '@antrean/platform/outbox';
import { transaction, type Context, type Tx, type UnitOfWork } from '@antrean/platform/transaction';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { z } from 'zod';
import { AvailabilityRule } from '../availability.entity.ts';
import { mayManage } from '../availability.policy.ts';
import { availabilityProblem } from '../availability.problem.ts';
import { dayAt } from '../calendar/calendar.ts';
import { lockCalendar, remakeDays } from '../calendar/calendar-days.ts';
import { availabilityChanged, ruleChanged } from '../messages.ts';
import { findStaff, openActiveClinic, openClinic } from '../open-clinic.ts';
import {
  describeRule,
  MOST_RULES,
  toRuleBody,
  type NewRule,
  type RuleBody,
  type RuleChanges,
  type ruleQuery,
} from './rule.contract.ts';
import type { ClinicScene } from '../slots/scene.queries.ts';

interface Dependencies {
  readonly unitOfWork: UnitOfWork;
}
export interface RuleTarget {
  readonly clinicId: number;
  readonly ruleId: number;
  readonly ifMatch?: VersionCondition | undefined;
}

/** @throws problem `not_found`, `forbidden`, `page_not_counted` */
export async function listRules(
  em: EntityManager,
  actor: UserPrincipal,
  clinicId: number,
  { staffId, ...paging }: z.output<typeof ruleQuery>,
): Promise<Page<RuleBody>> {
  await openClinic(em, actor, clinicId);
  const [rules, total] = await em.findAndCount(
    AvailabilityRule,
    { clinicId, ...(staffId !== undefined && { staffId }) },
    { orderBy: { id: 'asc' }, limit: paging.limit, offset: offsetOf(paging) },
  );
  return toPage(rules.map(toRuleBody), total, paging);
}

/** @throws problem `not_found`, `forbidden` */
export async function readRule(
  em: EntityManager,
  actor: UserPrincipal,
  { clinicId, ruleId }: RuleTarget,
): Promise<RuleBody> {
  await openClinic(em, actor, clinicId);
  const rule = await em.findOne(AvailabilityRule, { id: ruleId, clinicId });
  if (!rule) throw problem('not_found');
  return toRuleBody(rule);
}

/** @throws problem `not_found`, `forbidden`, `clinic_inactive`, `too_many_rules`, `invalid_request` */
export async function addRule(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  clinicId: number,
  { staffId, weekdays, rrule, effectiveFrom, ...rest }: NewRule,
): Promise<RuleBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const scene = await openToManage(tx.em, actor, clinicId);
    if (staffId !== null) await findStaff(tx.em, clinicId, staffId);
    if ((await tx.em.count(AvailabilityRule, { clinicId, staffId })) >= MOST_RULES) {
      throw availabilityProblem('too_many_rules', { parameters: { limit: MOST_RULES } });
    }
    const rule = tx.em.create(AvailabilityRule, {
      ...{ ...rest, clinicId, staffId, weekdays: weekdays ?? null, rrule: rrule ?? null },
      effectiveFrom: effectiveFrom ?? dayAt(scene.now, scene.timeZone).toString(),
    });
    assertOrder(rule);
    await tx.em.flush();
    await settle(tx, scene, rule, 'added', rule.effectiveFrom);
    return toRuleBody(rule);
  });
}

/**
 * Changes a rule; what is not named stays.
 * @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version`, `invalid_request`
 */
export async function updateRule(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: RuleTarget,
  changes: RuleChanges,
): Promise<RuleBody> {
  return transaction(unitOfWork, context, async (tx) => {
    const scene = await openToManage(tx.em, actor, target.clinicId);
    const rule = await lockRule(tx.em, target);
    const { version, effectiveFrom } = rule;
    tx.em.assign(rule, {
      ...changes,
      ...(changes.weekdays && { rrule: null }),
      ...(changes.rrule !== undefined && { weekdays: null }),
    });
    assertOrder(rule);
    await tx.em.flush();
    if (rule.version !== version) {
      const from = rule.effectiveFrom < effectiveFrom ? rule.effectiveFrom : effectiveFrom;
      await settle(tx, scene, rule, 'updated', from);
    }
    return toRuleBody(rule);
  });
}

/** @throws problem `not_found`, `forbidden`, `clinic_inactive`, `stale_version` */
export async function removeRule(
  { unitOfWork }: Dependencies,
  actor: UserPrincipal,
  context: Context,
  target: RuleTarget,
): Promise<void> {
  return transaction(unitOfWork, context, async (tx) => {
    const scene = await openToManage(tx.em, actor, target.clinicId);
    const rule = await lockRule(tx.em, target);
    await tx.em.remove(rule).flush();
    await settle(tx, scene, rule, 'removed', rule.effectiveFrom);
  });
}

/** A clinic whose rules the actor alone writes until the transaction ends. */
async function openToManage(em: EntityManager, actor: UserPrincipal, clinicId: number): Promise<ClinicScene> {
  await openActiveClinic(em, actor, clinicId);
  if (!mayManage(actor, clinicId)) throw problem('forbidden');
  await lockCalendar(em, clinicId);
  // Again: the calendar may have been filled meanwhile.
  return openActiveClinic(em, actor, clinicId);
}

async function lockRule(
  em: EntityManager,
  { clinicId, ruleId, ifMatch }: RuleTarget,
): Promise<AvailabilityRule> {
  const rule = await lockRow(em, AvailabilityRule, { id: ruleId, clinicId });
  assertVersion(rule.version, ifMatch);
  return rule;
}

function assertOrder({ effectiveFrom, effectiveTo }: AvailabilityRule): void {
  if (!effectiveTo || effectiveTo >= effectiveFrom) return;
  throw invalidField('body.effectiveTo', {
    en: 'is before effectiveFrom',
    id: 'sebelum effectiveFrom',
  });
}

/** Makes anew the days of whom the rule is for, and tells of it. */
async function settle(
  tx: Tx,
  scene: ClinicScene,
  rule: AvailabilityRule,
  change: 'added' | 'updated' | 'removed',
  from: string,
): Promise<void> {
  const { clinicId, timeZone, now } = scene;
  const staffId = rule.staffId ?? null;
  await remakeDays(tx.em, scene, staffId);
  publish(tx, ruleChanged, {
    clinicId,
    staffId,
    ruleId: rule.id,
    change,
    rule: describeRule(toRuleBody(rule)),
  });
  const today = dayAt(now, timeZone).toString();
  publish(tx, availabilityChanged, { clinicId, from: from > today ? from : today, to: null });
}
