import { definePermissions } from '@antrean/platform/auth';
import { newestFirst } from '@antrean/platform/database';
import { growingPage, growingQuery, idParameter, toPage, type GrowingPage } from '@antrean/platform/http';
import { defineReport, reportRange, resolveRange, type ReportSource } from '@antrean/platform/report';
import { z } from 'zod';
import { mealOrderView, toWire, type MealOrderView } from '../meal-order.contract.ts';
import { APPROVAL_STATUSES, MealOrder } from '../meal-order.entity.ts';
import { APPROVAL_WORDS, REQUEST_WORDS, STATUS_WORDS } from '../meal-order.words.ts';
import { DEPARTMENT_INPUT, departmentFilter } from './report-filter.ts';

const parameters = z.object({
  ...reportRange,
  departmentId: idParameter.optional(),
  approvalStatus: z.enum(APPROVAL_STATUSES).optional(),
  ...growingQuery(50),
});

/** Orders that the kitchen asked to reject or edit, each with its latest request, newest order first. */
export const rejectionsReport = defineReport({
  name: 'rejections',
  path: '/api/reports/rejections',
  title: { id: 'Laporan Penolakan dan Perubahan', en: 'Rejections and Edits Report' },
  summary: 'Requests to reject or edit orders',
  description: 'CSV and PDF hold the rows that `after`, or `page`, and `limit` ask for.',
  permission: definePermissions('reports', ['rejections']).rejections,
  parameters,
  inputs: {
    departmentId: DEPARTMENT_INPUT,
    approvalStatus: { label: { id: 'Persetujuan', en: 'Approval' }, words: APPROVAL_WORDS },
  },
  resolve: resolveRange,
  response: growingPage(mealOrderView),
  json: requestedPage,
  columns: [
    { key: 'id', header: { id: 'Id', en: 'Id' }, onlyCsv: true },
    { key: 'kodePesanan', header: { id: 'Kode Pesanan', en: 'Order Code' }, weight: 2.8 },
    { key: 'departmentId', header: { id: 'Id Departemen', en: 'Department Id' }, onlyCsv: true },
    { key: 'departmentName', header: { id: 'Departemen', en: 'Department' } },
    { key: 'karyawanPemesanId', header: { id: 'Id Pemesan', en: 'Employee Id' }, onlyCsv: true },
    { key: 'shiftId', header: { id: 'Id Shift', en: 'Shift Id' }, onlyCsv: true },
    { key: 'shiftName', header: { id: 'Shift', en: 'Shift' } },
    { key: 'jumlahPesanan', header: { id: 'Jumlah', en: 'Quantity' }, format: 'integer' },
    { key: 'jumlahPesananAwal', header: { id: 'Jumlah Awal', en: 'Original Quantity' }, format: 'integer' },
    { key: 'statusPesanan', header: { id: 'Status', en: 'Status' }, words: STATUS_WORDS },
    { key: 'requiresApproval', header: { id: 'Perlu Persetujuan', en: 'Needs Approval' }, onlyCsv: true },
    { key: 'approvalStatus', header: { id: 'Persetujuan', en: 'Approval' }, words: APPROVAL_WORDS },
    { key: 'catatanDapur', header: { id: 'Catatan Dapur', en: 'Kitchen Note' }, weight: 4 },
    { key: 'catatanAdmin', header: { id: 'Catatan Admin', en: 'Administrator Note' }, weight: 3 },
    { key: 'waktuDibuat', header: { id: 'Dibuat', en: 'Created' }, format: 'instant' },
    { key: 'requestType', header: { id: 'Jenis', en: 'Type' }, words: REQUEST_WORDS },
  ],
  rows: async function* (source, asked) {
    yield* (await requestedPage(source, asked)).data;
  },
  filters: async (source, { departmentId, approvalStatus, page, after }) => [
    ...(await departmentFilter(source, departmentId)),
    ...(approvalStatus === undefined
      ? []
      : [{ label: { id: 'Persetujuan', en: 'Approval' }, value: APPROVAL_WORDS[approvalStatus] }]),
    {
      label: { id: 'Halaman', en: 'Page' },
      value: after === undefined ? String(page) : { id: 'lanjutan', en: 'continued' },
    },
  ],
});

async function requestedPage(
  { database }: ReportSource,
  asked: z.output<typeof parameters>,
): Promise<GrowingPage<MealOrderView>> {
  const { tanggalMulai, tanggalAkhir, departmentId, approvalStatus } = asked;
  const em = database.fork();
  const requested = em
    .createQueryBuilder(MealOrder)
    .select('id')
    .where({
      approvalStatus: approvalStatus ?? { $ne: null },
      ...(departmentId && { departmentId }),
      businessDate: {
        ...(tanggalMulai && { $gte: tanggalMulai }),
        ...(tanggalAkhir && { $lte: tanggalAkhir }),
      },
    });
  const { ids, total, next } = await newestFirst(em, [requested.getFormattedQuery()], asked);
  const orders = await em.find(MealOrder, { id: ids }, { orderBy: { id: 'desc' } });
  return { ...toPage(orders.map(toWire), total, asked), next };
}
