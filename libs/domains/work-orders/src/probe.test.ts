import { it } from '@jest/globals';
import { startWorkOrderApi } from './work-order-api.factory.ts';
import { readBoard } from './work-order.queries.ts';
it('probe', async () => {
  const api = await startWorkOrderApi();
  try { await readBoard(api.database.fork(), { limit: 3 } as never); } catch (e) { process.stdout.write(String((e as Error).stack).slice(0, 3000)); }
  await api.close();
});
