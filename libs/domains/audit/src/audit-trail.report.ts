import { ROLE_WORDS } from '@antrean/access';
import {
  COUNT_LIMIT,
  COUNT_NOTE,
  cutSlice,
  instantKey,
  startOf,
  type Slice,
} from '@antrean/platform/database';
import { growingPage, growingQuery, idParameter, toPage } from '@antrean/platform/http';
import {
  defineReport,
  given,
  reportRange,
  resolveRange,
  type Condition,
  type Report,
  type ReportColumn,
  type ReportSource,
  type Words,
} from '@antrean/platform/report';
import { tidyLine } from '@antrean/platform/text';
import { z } from 'zod';
import { assertActionType } from './action-type.report.ts';
import { historyEntry, toHistoryEntry, toTrailEntry, trailEntry } from './audit-trail.contract.ts';
import { countLines, linesAboutOrder, newestLines, type TrailRow } from './audit-trail.queries.ts';
import { auditPermissions } from './audit.policy.ts';

/** @param words what people call each action; the CSV has the codes, by which one filters */
const trailColumns = (words: Words): readonly ReportColumn<keyof TrailRow>[] => [
  { key: 'id', header: { id: 'Id', en: 'Id' }, weight: 0.8 },
  { key: 'timestamp', header: { id: 'Waktu', en: 'Time' }, format: 'instant-with-seconds' },
  { key: 'aksi', header: { id: 'Aksi', en: 'Action' }, weight: 2.8, words },
  { key: 'detail', header: { id: 'Detail', en: 'Detail' }, weight: 4 },
  { key: 'userId', header: { id: 'Id Pengguna', en: 'User Id' }, onlyCsv: true },
  { key: 'nomorIndukKaryawan', header: { id: 'NIK', en: 'Employee No.' } },
  { key: 'namaLengkap', header: { id: 'Nama', en: 'Name' } },
  { key: 'roleAccess', header: { id: 'Peran', en: 'Role' }, words: ROLE_WORDS },
  { key: 'departmentId', header: { id: 'Id Departemen', en: 'Department Id' }, onlyCsv: true },
  { key: 'jabatanId', header: { id: 'Id Jabatan', en: 'Position Id' }, onlyCsv: true },
];

const paging = growingQuery(50);
const lineKey = instantKey(z.int());

const parameters = z.object({
  ...reportRange,
  search: z
    .string()
    .overwrite(tidyLine)
    .max(200)
    .optional()
    .meta({ description: 'Part of the action or of the detail, in any case' }),
  userId: idParameter.optional(),
  aksi: z.string().overwrite(tidyLine).max(100).optional(),
  page: paging.page.unwrap().optional().meta({ description: 'JSON: 1 when absent' }),
  limit: paging.limit.unwrap().optional().meta({ description: 'JSON: 50 when absent' }),
  after: paging.after,
});
type Parameters = z.output<typeof parameters>;

/** A text that `ilike` looks for as it is: `%` and `_` stand for themselves. */
const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

// A form sends a field that nobody filled in as an empty text.
function conditions(asked: Parameters, { zone }: ReportSource): Condition[] {
  const pattern = asked.search ? containing(asked.search) : undefined;
  return [
    // The first finds candidates by the trigram index; the second refuses what matches across the two columns.
    given(pattern, `l.action || ' ' || l.detail ilike ?`),
    pattern !== undefined && [`l.action ilike ? or l.detail ilike ?`, pattern, pattern],
    given(asked.userId, `l.user_id = ?`),
    given(asked.aksi || undefined, `l.action = ?`),
    asked.tanggalMulai !== undefined && [
      `l.at >= ?::date::timestamp at time zone ?`,
      asked.tanggalMulai,
      zone,
    ],
    asked.tanggalAkhir !== undefined && [
      `l.at < (?::date + 1)::timestamp at time zone ?`,
      asked.tanggalAkhir,
      zone,
    ],
  ];
}

/** JSON is always a page. Files hold everything that meets the filters, unless a page is asked for. */
export const auditTrailReport = (declared: readonly string[], words: Words): Report =>
  defineReport({
    name: 'audit-trail',
    path: '/api/reports/audit-trail',
    title: { id: 'Jejak Audit', en: 'Audit Trail' },
    summary: 'Who did what, newest first',
    description:
      'CSV and PDF hold every line that meets the filters; with `page`, `limit` or `after` they hold that part. ' +
      '`user` is null for what nobody known did, such as a login with an unknown number. ' +
      COUNT_NOTE,
    permission: auditPermissions.read,
    parameters,
    inputs: {
      search: { label: { id: 'Pencarian', en: 'Search' } },
      userId: { label: { id: 'Id pengguna', en: 'User id' } },
      aksi: { label: { id: 'Aksi', en: 'Action' }, of: 'action' },
    },
    resolve: async (asked, source) => {
      if (asked.aksi) await assertActionType(source, declared, asked.aksi);
      return resolveRange(asked);
    },
    response: growingPage(trailEntry),
    json: async (source, asked) => {
      const slice = { page: asked.page ?? 1, limit: asked.limit ?? 50, after: asked.after };
      const filters = conditions(asked, source);
      const [found, total] = await Promise.all([
        Array.fromAsync(linesOf(source, filters, slice, slice.limit + 1)),
        countLines(source, filters, COUNT_LIMIT),
      ]);
      const { rows, next } = cutSlice(found, slice, ({ atMicroseconds, id }) => [atMicroseconds, id]);
      return { ...toPage(rows.map(toTrailEntry), total, slice), next };
    },
    columns: trailColumns(words),
    rows: (source, asked) => {
      const slice = sliceOf(asked);
      const filters = conditions(asked, source);
      return slice ? linesOf(source, filters, slice, slice.limit) : newestLines(source, filters);
    },
    size: async (source, asked, upTo) =>
      sliceOf(asked)?.limit ?? countLines(source, conditions(asked, source), upTo),
    filters: (_source, asked) => [
      ...(!asked.search ? [] : [{ label: { id: 'Pencarian', en: 'Search' }, value: asked.search }]),
      ...(!asked.aksi
        ? []
        : [{ label: { id: 'Aksi', en: 'Action' }, value: words[asked.aksi] ?? asked.aksi }]),
      ...(asked.userId === undefined
        ? []
        : [{ label: { id: 'Id pengguna', en: 'User id' }, value: String(asked.userId) }]),
    ],
  });

function sliceOf({ page, limit, after }: Parameters): Slice | undefined {
  if (page === undefined && limit === undefined && after === undefined) return undefined;
  return { page: page ?? 1, limit: limit ?? 50, after };
}

/** So many of the lines of a slice, newest first. */
function linesOf(
  source: ReportSource,
  filters: readonly Condition[],
  slice: Slice,
  limit: number,
): ReturnType<typeof newestLines> {
  const { after, offset } = startOf(slice, lineKey);
  const behind: Condition[] = after
    ? [[`(l.at, l.id) < (timestamptz 'epoch' + ? * interval '1 microsecond', ?::bigint)`, ...after]]
    : [];
  return newestLines(source, [...filters, ...behind], { offset, limit });
}

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
    inputs: { kodePesanan: { label: { id: 'Kode pesanan', en: 'Order code' } } },
    response: z.array(historyEntry),
    json: async (source, { kodePesanan }) =>
      (await Array.fromAsync(linesAboutOrder(source, kodePesanan))).map(toHistoryEntry),
    columns: trailColumns(words),
    rows: (source, { kodePesanan }) => linesAboutOrder(source, kodePesanan),
    filters: (_source, { kodePesanan }) => [
      { label: { id: 'Kode pesanan', en: 'Order code' }, value: kodePesanan },
    ],
  });
