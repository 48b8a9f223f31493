import { noContent, ok, problem, route, toPage, type Route } from '@antrean/platform/http';
import { findJob, readLogStanding, sliceJobs } from '@antrean/platform/outbox';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { deadLetter, retryAnswer, skipRequest, toWire } from './dead-letter.contract.ts';
import { retryDeadLetter, retryMatching, skipDeadLetter } from './decide-dead-letter.ts';
import { retryJob, skipJob } from './decide-job.ts';
import * as contract from './job.contract.ts';
import { operationsPermissions } from '../operations.policy.ts';

const tag = 'Operations';
const JOBS = '/api/admin/jobs';
const CONSUMERS = '/api/admin/consumers';
const { observe, 'manage-dead-letters': manage } = operationsPermissions;

/** What PostgreSQL knows of jobs and of the consumers of events, whether Redis is there or not. */
export function jobRoutes({ unitOfWork }: { unitOfWork: UnitOfWork }): Route[] {
  const { database } = unitOfWork;

  const eventId = ({ name, seq }: { name: string; seq: number }): string => `event:${name}:${seq}`;

  return [
    route({
      method: 'get',
      path: JOBS,
      access: observe,
      tag,
      summary: 'Jobs that are not over: waiting, handed to a queue, or given up',
      description:
        '`pending` and `enqueued` come in the order of their turns, `dead` the latest first. These are the rows of ' +
        'PostgreSQL: they are there, and right, when Redis is not.',
      query: contract.jobQuery,
      response: contract.jobPage,
      handler: async ({ query: { page, limit, after, ...filter } }) => {
        const slice = { page, limit, after };
        const { jobs, total, next } = await sliceJobs(database.fork(), filter, slice);
        return ok({ ...toPage(jobs, total, slice), next });
      },
    }),
    route({
      method: 'get',
      path: `${JOBS}/:uuid`,
      access: manage,
      tag,
      summary: 'One job, in whatever state, with what it carries',
      description: 'What might be a secret in the payload is shown as `[redacted]`.',
      params: contract.jobParameter,
      response: contract.wholeJob,
      personal: true,
      handler: async ({ params: { uuid } }) => {
        const job = await findJob(database.fork(), uuid);
        if (!job) throw problem('not_found');
        return ok(job);
      },
    }),
    route({
      method: 'post',
      path: `${JOBS}/retry`,
      access: manage,
      tag,
      summary: 'Try all dead jobs again that fit a filter',
      description:
        '`expected` is their number as the list told it. Are there more or fewer meanwhile, nothing happens, and the ' +
        'answer is 409 with the number `found`.',
      body: contract.jobRetryRequest,
      response: retryAnswer,
      idempotent: true,
      problems: ['dead_letters_changed'],
      handler: async ({ context, body: { filter, expected } }) =>
        ok(await retryMatching(unitOfWork, context, { ...filter, kind: 'job' }, expected)),
    }),
    route({
      method: 'post',
      path: `${JOBS}/:uuid/retry`,
      access: manage,
      tag,
      summary: 'Try a dead job again, with a fresh set of tries',
      params: contract.jobParameter,
      response: contract.job,
      idempotent: true,
      problems: ['job_not_dead'],
      handler: async ({ context, params: { uuid } }) => ok(await retryJob(unitOfWork, context, uuid)),
    }),
    route({
      method: 'post',
      path: `${JOBS}/:uuid/skip`,
      access: manage,
      tag,
      summary: 'End a dead job without effect',
      description: 'The reason goes into the audit trail.',
      params: contract.jobParameter,
      body: skipRequest,
      status: 204,
      idempotent: true,
      problems: ['job_not_dead'],
      handler: async ({ context, params: { uuid }, body: { reason } }) => {
        await skipJob(unitOfWork, context, uuid, reason);
        return noContent();
      },
    }),
    route({
      method: 'get',
      path: CONSUMERS,
      access: observe,
      tag,
      summary: 'The consumers of the event log: how far each is, and what stands in its way',
      description:
        '`lag` and `oldestSeconds` say how much a consumer has not passed yet, and since when. `dead` events it has given ' +
        'up; `retrying` ones it is about to be given again; before `waitsAt` it stands still and goes on trying.',
      response: contract.consumerList,
      handler: async () => ok(await readLogStanding(database.fork())),
    }),
    route({
      method: 'post',
      path: `${CONSUMERS}/:name/events/:seq/retry`,
      access: manage,
      tag,
      summary: 'Have a dead event delivered again to the consumer that refused it',
      params: contract.consumerEvent,
      response: deadLetter,
      idempotent: true,
      handler: async ({ context, params }) =>
        ok(toWire(await retryDeadLetter(unitOfWork, context, eventId(params)))),
    }),
    route({
      method: 'post',
      path: `${CONSUMERS}/:name/events/:seq/skip`,
      access: manage,
      tag,
      summary:
        'End a dead event without effect, or have its consumer go on behind one before which it stands still',
      description: 'The reason goes into the audit trail.',
      params: contract.consumerEvent,
      body: skipRequest,
      status: 204,
      idempotent: true,
      handler: async ({ context, params, body: { reason } }) => {
        await skipDeadLetter(unitOfWork, context, eventId(params), reason);
        return noContent();
      },
    }),
  ];
}
