import { logFailure } from '@antrean/platform/database';
import type { RouteDependencies } from '@antrean/platform/domain';
import { created, idParameter, noContent, ok, problem, route, type Route } from '@antrean/platform/http';
import type { Logger } from '@antrean/platform/observability';
import { transaction } from '@antrean/platform/transaction';
import { z } from 'zod';
import { changeIpBlock, createIpBlock, liftIpBlock } from './change-blocks.ts';
import * as contract from './ip-block.contract.ts';
import { ipBlockPermissions } from './ip-block.policy.ts';
import { findIpBlock, listIpBlocks, readStanding } from './ip-block.queries.ts';

const PATH = '/api/admin/ip-blocks';
const tag = 'Operations';
const access = ipBlockPermissions.manage;
const params = z.object({ id: idParameter });

/** Networks from which nothing is taken, and what administrators decide about them. */
export function ipBlockRoutes({
  unitOfWork,
  database,
  blocks,
}: Pick<RouteDependencies, 'unitOfWork' | 'database' | 'blocks'>): Route[] {
  /** Here it holds before the answer is given; the other processes look twice a second. */
  const applyNow = async (log: Logger): Promise<void> => {
    try {
      blocks.replace(await readStanding(database.fork()));
    } catch (error) {
      logFailure(log, error, 'blocks of addresses could not be read; they hold here with the next look');
    }
  };
  return [
    route({
      method: 'get',
      path: PATH,
      access,
      tag,
      summary: 'Blocks of network addresses, newest first',
      description:
        '`manual`: somebody made it. `automatic`: who went on although 600 requests of a minute were refused with 429 is ' +
        'blocked for a quarter of an hour. `address` finds the blocks that an address is under. Kept for 90 days after ' +
        'their end.',
      query: contract.ipBlockQuery,
      response: contract.ipBlockPage,
      handler: async ({ query }) => ok(await listIpBlocks(database.fork(), query)),
    }),
    route({
      method: 'post',
      path: PATH,
      access,
      tag,
      summary: 'Take nothing from a network any more',
      description:
        'Within a second every process answers 403 `address_blocked` to whoever comes from there, by REST and on ' +
        'sockets, and open sockets end. Whose requests they are is told by the proxies in front alone ' +
        '(`TRUST_PROXY`). A block that holds your own address is refused.',
      body: contract.ipBlockInput,
      response: contract.ipBlockView,
      status: 201,
      idempotent: true,
      problems: ['ip_block_locks_you_out', 'ip_block_exists', 'ip_blocks_full'],
      handler: async ({ actor, context, body, ip }) => {
        const asker = { userId: actor.userId, address: ip };
        const block = await transaction(unitOfWork, context, (tx) => createIpBlock(tx, body, asker));
        await applyNow(context.log);
        return created(block, `${PATH}/${block.id}`);
      },
    }),
    route({
      method: 'get',
      path: `${PATH}/:id`,
      access,
      tag,
      summary: 'One block of network addresses',
      params,
      response: contract.ipBlockView,
      handler: async ({ params: { id } }) => {
        const block = await findIpBlock(database.fork(), id);
        if (!block) throw problem('not_found');
        return ok(block);
      },
    }),
    route({
      method: 'patch',
      path: `${PATH}/:id`,
      access,
      tag,
      summary: 'Give a block another end or another reason',
      params,
      body: contract.ipBlockChange,
      response: contract.ipBlockView,
      problems: ['ip_block_over'],
      handler: async ({ context, params: { id }, body }) => {
        const block = await transaction(unitOfWork, context, (tx) => changeIpBlock(tx, id, body));
        await applyNow(context.log);
        return ok(block);
      },
    }),
    route({
      method: 'delete',
      path: `${PATH}/:id`,
      access,
      tag,
      summary: 'Lift a block',
      description: 'The row stays for 90 days, with who lifted it. To lift one that is over changes nothing.',
      params,
      status: 204,
      handler: async ({ actor, context, params: { id } }) => {
        await transaction(unitOfWork, context, (tx) => liftIpBlock(tx, id, actor.userId));
        await applyNow(context.log);
        return noContent();
      },
    }),
  ];
}
