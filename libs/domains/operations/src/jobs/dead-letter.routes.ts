import { noContent, ok, problem, route, toPage, type Route } from '@antrean/platform/http';
import {
  countDeadLetters,
  findDeadLetter,
  readDeadLetterPayload,
  sliceDeadLetters,
} from '@antrean/platform/outbox';
import type { UnitOfWork } from '@antrean/platform/transaction';
import { z } from 'zod';
import * as contract from './dead-letter.contract.ts';
import { retryDeadLetter, retryMatching, skipDeadLetter } from './decide-dead-letter.ts';
import { operationsPermissions } from '../operations.policy.ts';

const PATH = '/api/admin/dead-letters';
const tag = 'Operations';
const access = operationsPermissions['manage-dead-letters'];
const params = z.object({ id: contract.deadLetterId });

/** What was given up or stands still, and what administrators decide about it. */
export function deadLetterRoutes({ unitOfWork }: { unitOfWork: UnitOfWork }): Route[] {
  const { database } = unitOfWork;
  return [
    route({
      method: 'get',
      path: PATH,
      access,
      tag,
      summary: 'Events and jobs that need a person, the latest first',
      description:
        '`dead`: given up. `retrying`: an event that is about to be delivered again. `waiting`: its consumer stands ' +
        'still before it, because the database refuses what it writes, and goes on trying. `laterEvents`: so many ' +
        'later events the consumer has had meanwhile; a replay comes after them.',
      query: contract.deadLetterQuery,
      response: contract.deadLetterPage,
      handler: async ({ query: { page, limit, after, ...filter } }) => {
        const slice = { page, limit, after };
        const em = database.fork();
        const { letters, next } = await sliceDeadLetters(em, filter, slice);
        const total = await countDeadLetters(em, filter);
        return ok({ ...toPage(letters.map(contract.toWire), total, slice), next });
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      access,
      tag,
      summary: 'One dead letter, with what it carries',
      description: 'What might be a secret in the payload is shown as `[redacted]`.',
      params,
      response: contract.wholeDeadLetter,
      personal: true,
      handler: async ({ params: { id } }) => {
        const em = database.fork();
        const letter = await findDeadLetter(em, id);
        if (!letter) throw problem('not_found');
        return ok({ ...contract.toWire(letter), payload: await readDeadLetterPayload(em, letter) });
      },
    }),
    route({
      method: 'post',
      path: `${PATH}/retry`,
      access,
      tag,
      summary: 'Try all dead letters again that fit a filter',
      description:
        '`expected` is their number as the list told it with `state=dead`. Are there more or fewer meanwhile, nothing ' +
        'happens, and the answer is 409 with the number `found`.',
      body: contract.retryRequest,
      response: contract.retryAnswer,
      idempotent: true,
      problems: ['dead_letters_changed'],
      handler: async ({ context, body }) =>
        ok(await retryMatching(unitOfWork, context, body.filter, body.expected)),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/retry`,
      access,
      tag,
      summary: 'Try one dead letter again',
      description:
        'A job gets a fresh set of tries. An event is delivered once more to the consumer that refused it, and to no ' +
        'other; it comes after the `laterEvents` that the consumer has had. Asking twice has one effect.',
      params,
      response: contract.deadLetter,
      idempotent: true,
      handler: async ({ context, params: { id } }) =>
        ok(contract.toWire(await retryDeadLetter(unitOfWork, context, id))),
    }),
    route({
      method: 'post',
      path: `${PATH}/:id/skip`,
      access,
      tag,
      summary: 'End a dead letter without effect',
      description:
        'The reason goes into the audit trail. A consumer that stands still before the event goes on.',
      params,
      body: contract.skipRequest,
      status: 204,
      idempotent: true,
      handler: async ({ context, params: { id }, body: { reason } }) => {
        await skipDeadLetter(unitOfWork, context, id, reason);
        return noContent();
      },
    }),
  ];
}
