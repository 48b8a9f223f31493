import { businessDate, growingQuery, id, idParameter, instant } from '@antrean/platform/http';
import { directionOrControl, isVisible, NOTHING_TO_SEE, tidyNote, UNREADABLE } from '@antrean/platform/text';
import { z } from 'zod';
import { APPROVAL_STATUSES, REQUEST_TYPES, type MealOrder } from './meal-order.entity.ts';
import { STATUSES } from './meal-order.state.ts';

/** Far above any real order, so that a slipped key is noticed. */
const quantity = z.int().min(1).max(100_000);

/**
 * A note for people, in the form of every note. Characters are counted as JSON Schema and readers count them: an emoji
 * is one.
 */
const note = (minimum: number, maximum = 1_000) =>
  z
    .string()
    .overwrite(tidyNote)
    .check(({ value: input, issues }) => {
      const length = [...input].length;
      const wrong = { origin: 'string', inclusive: true, input };
      if (length < minimum) issues.push({ ...wrong, code: 'too_small', minimum });
      if (directionOrControl(input, { lines: true }))
        issues.push({ code: 'custom', input, message: UNREADABLE });
      if (length > maximum) issues.push({ ...wrong, code: 'too_big', maximum });
    })
    .refine(isVisible, NOTHING_TO_SEE)
    .meta({ minLength: minimum, maxLength: maximum });

export const creation = z.object({
  shiftId: id,
  jumlahPesanan: quantity,
  tanggalPesanan: businessDate
    .optional()
    .describe('The day for which the meals are wanted; today when absent'),
});

export const statusChange = z.object({ status: z.enum(STATUSES).meta({ examples: ['IN_PROGRESS'] }) });
export const recall = z.object({ status: z.enum(['MENUNGGU', 'IN_PROGRESS']) });
export const rejectionRequest = z.object({ catatanDapur: note(10) });
export const editRequest = z.object({ jumlahPesananBaru: quantity, catatanDapur: note(1) });
export const decision = z.object({
  decision: z.enum(['APPROVED', 'REJECTED']),
  catatanAdmin: note(0).optional(),
});

export const orderParams = z.object({ id: idParameter });

export const listQuery = z.object({
  status: z.enum(STATUSES).optional(),
  departmentId: idParameter.optional(),
  shiftId: idParameter.optional(),
  tanggalMulai: businessDate.optional().describe('First tanggalPesanan'),
  tanggalAkhir: businessDate.optional().describe('Last tanggalPesanan'),
  startDate: businessDate.optional().describe('The same as tanggalMulai'),
  endDate: businessDate.optional().describe('The same as tanggalAkhir'),
  ...growingQuery(),
});

export const pendingQuery = z.object(growingQuery());

export const mealOrderView = z.object({
  id,
  kodePesanan: z.string().meta({ examples: ['PM-20251001-001'] }),
  departmentId: id,
  departmentName: z.string(),
  karyawanPemesanId: id,
  shiftId: id,
  shiftName: z.string(),
  jumlahPesanan: z.int().describe('While an edit is pending already the new quantity'),
  jumlahPesananAwal: z.int().describe('As first ordered'),
  tanggalPesanan: businessDate,
  statusPesanan: z.enum(STATUSES),
  requiresApproval: z.boolean().describe('An administrator has to decide on a request'),
  requestType: z.enum(REQUEST_TYPES).nullable(),
  approvalStatus: z.enum(APPROVAL_STATUSES).nullable().describe('What became of the latest request'),
  catatanDapur: z.string().nullable(),
  catatanAdmin: z.string().nullable(),
  waktuDibuat: instant,
  waktuDiproses: instant.nullable().describe('The kitchen began'),
  waktuSiap: instant.nullable(),
  waktuDiantar: instant.nullable().describe('Delivery took it'),
  waktuSelesai: instant.nullable(),
  version: z.int(),
});
export type MealOrderView = z.infer<typeof mealOrderView>;

const time = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;

/** An order as the wire shows it. */
export const toWire = (
  order: Omit<MealOrder, 'createdBy' | 'requestedBy' | 'businessDate' | 'updatedAt' | 'now'>,
): MealOrderView => ({
  id: order.id,
  kodePesanan: order.code,
  departmentId: order.departmentId,
  departmentName: order.departmentName,
  karyawanPemesanId: order.employeeId,
  shiftId: order.shiftId,
  shiftName: order.shiftName,
  jumlahPesanan: order.quantity,
  jumlahPesananAwal: order.originalQuantity,
  tanggalPesanan: order.orderDate,
  statusPesanan: order.status,
  requiresApproval: order.approvalStatus === 'PENDING',
  requestType: order.requestType ?? null,
  approvalStatus: order.approvalStatus ?? null,
  catatanDapur: order.kitchenNote ?? null,
  catatanAdmin: order.adminNote ?? null,
  waktuDibuat: order.createdAt.toISOString(),
  waktuDiproses: time(order.acceptedAt),
  waktuSiap: time(order.readyAt),
  waktuDiantar: time(order.pickedUpAt),
  waktuSelesai: time(order.completedAt),
  version: order.version,
});
