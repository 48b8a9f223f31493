import { z } from 'zod';
import { defineReport, type Report, type Words } from '@antrean/platform/report';
import { auditPermissions } from './audit.policy.ts';
import { historyEntry, toHistoryEntry } from './audit-trail.contract.ts';
import { linesAboutOrder } from './audit-trail.queries.ts';
import { trailColumns } from './trail-column.ts';

/** An order that nobody has touched, or that does not exist, has an empty history. */
export const orderHistoryReport = (words: Words): Report =>
  defineReport({
    name: 'order-history',
    path: '/api/reports/audit-trail/order/:kodePesanan',
    title: { id: 'Riwayat Pesanan', en: 'Order History' },
    summary: 'What happened to one order, in order',
    permission: auditPermissions.read,
    parameters: z.object({
      kodePesanan: z
        .string()
        .max(40)
        .meta({ examples: ['PM-20251001-001'] }),
    }),
    response: z.array(historyEntry),
    json: async (source, { kodePesanan }) =>
      (await Array.fromAsync(linesAboutOrder(source, kodePesanan))).map(toHistoryEntry),
    columns: trailColumns(words),
    rows: (source, { kodePesanan }) => linesAboutOrder(source, kodePesanan),
    filters: (_source, { kodePesanan }) => [
      { label: { id: 'Kode pesanan', en: 'Order code' }, value: kodePesanan },
    ],
  });
