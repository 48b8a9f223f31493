import { randomUUID } from 'node:crypto';
import { may } from '@antrean/platform/auth';
import type { AddressBlocks } from '@antrean/platform/blocking';
import type { Database } from '@antrean/platform/database';
import type { ServingDependencies } from '@antrean/platform/domain';
import type { Serving } from '@antrean/platform/realtime';
import { backgroundContext, transaction } from '@antrean/platform/transaction';
import { blockFloods, liftForAdministrators } from './change-blocks.ts';
import { ipBlockPermissions } from './ip-block.policy.ts';
import { readStanding, readVersion } from './ip-block.queries.ts';

/** A block has to hold everywhere within a second; what is left of it is for reading the blocks. */
const LOOK_EVERY_MS = 800;
/** Blocks are read anew although nothing seems to have changed: somebody may have changed them by hand. */
const REREAD_MS = 60_000;

/** Takes over the blocks that stand as soon as they have changed, whichever process changed them. */
function createFollower(database: Database, blocks: AddressBlocks): () => Promise<void> {
  let known: string | null = null;
  let readAt = -Infinity;
  return async () => {
    const em = database.fork();
    const version = await readVersion(em);
    if (version === known && performance.now() - readAt < REREAD_MS) return;
    blocks.replace(await readStanding(em));
    [known, readAt] = [version, performance.now()];
  };
}

/** While the api serves, it follows the blocks, and makes those that its floods call for. */
export function keepBlocks({ database, unitOfWork, blocks, floods, log }: ServingDependencies): Serving {
  floods.exempt((holder) => may(holder, ipBlockPermissions.manage));
  const follow = createFollower(database, blocks);
  const flooded = new Set<string>();
  const spared = new Set<string>();
  /** What could not be written is written with the next turn. */
  const write = async (): Promise<void> => {
    const taken = floods.take();
    for (const network of taken.floods) flooded.add(network);
    for (const network of taken.spared) spared.add(network);
    if (flooded.size === 0 && spared.size === 0) return;
    const [toBlock, toLift] = [[...flooded], [...spared]];
    await transaction(unitOfWork, backgroundContext(log, randomUUID()), async (tx) => {
      if (toLift.length > 0) await liftForAdministrators(tx, toLift);
      if (toBlock.length > 0) await blockFloods(tx, toBlock);
    });
    for (const network of toBlock) flooded.delete(network);
    for (const network of toLift) spared.delete(network);
    if (toBlock.length > 0) log.warn({ networks: toBlock.slice(0, 20) }, 'clients that flood were blocked');
  };
  return {
    what: 'keeping the blocks of addresses',
    everyMs: LOOK_EVERY_MS,
    run: async () => {
      // What others have changed holds here also when this process cannot write.
      await write().finally(follow);
    },
  };
}

/** A process that only follows the blocks. */
export const followBlocks = (database: Database, blocks: AddressBlocks): Serving => ({
  what: 'following the blocks of addresses',
  everyMs: LOOK_EVERY_MS,
  run: createFollower(database, blocks),
});
