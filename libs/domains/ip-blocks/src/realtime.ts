import type { RealtimeDependencies } from '@antrean/platform/domain';
import type { Realtime } from '@antrean/platform/realtime';
import { followBlocks } from './keep-blocks.ts';

export const ipBlockRealtime = ({ database, blocks }: RealtimeDependencies): Partial<Realtime> => ({
  serving: [followBlocks(database, blocks)],
});
