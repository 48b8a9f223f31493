import type { Retention } from '@antrean/platform/retention';

export const workOrderRetention: readonly Retention[] = [
  { table: 'work_orders', forEver: 'business record: reports reach back to the first one' },
  { table: 'work_order_status_history', forEver: 'the ledger of what was made' },
  { table: 'work_order_progress', forEver: 'part of its order' },
  { table: 'work_order_attachments', removed: 'when somebody takes it off its order; the file goes then' },
  { table: 'work_order_shared_files', removed: 'with the file' },
];
