import { defineEvent } from '@antrean/platform/messages';
import { departmentRole, karyawanRoom, roleRoom } from '@antrean/platform/realtime';
import { z } from 'zod';
import { REQUEST_TYPES } from './meal-order.entity.ts';
import { STATUSES, type Status } from './meal-order.state.ts';

// The wire payloads are literal (seed 003, event types); what else a payload carries is for audit and other domains.
const namespace = '/notifications';
const order = { orderId: z.int(), departmentId: z.int(), kodePesanan: z.string() };

export const orderCreated = defineEvent({
  name: 'order.created',
  version: 1,
  summary: 'A meal order was placed.',
  schema: z.object({
    ...order,
    jumlahPesanan: z.int(),
    tanggalPesanan: z.string(),
    createdBy: z.int(),
    shiftName: z.string(),
  }),
  realtime: {
    namespace,
    rooms: (e) => [...departmentRole(e.departmentId, 'dapur'), roleRoom('administrator')],
    payload: ({ shiftName: _, ...wire }) => wire,
  },
  audit: (e) => ({
    action: 'ORDER_CREATED',
    subject: e.kodePesanan,
    detail: `${e.kodePesanan}: ${e.jumlahPesanan} ordered for ${e.tanggalPesanan}, ${e.shiftName}`,
  }),
});

type Rooms = (departmentId: number) => string[];
const kitchen: Rooms = (departmentId) => departmentRole(departmentId, 'dapur');
const delivery: Rooms = (departmentId) => departmentRole(departmentId, 'delivery');
const administrators: Rooms = () => [roleRoom('administrator')];

/** Who hears that an order has come to a status; its employee always does. */
const AUDIENCE: Record<Status, Rooms> = {
  MENUNGGU: kitchen,
  IN_PROGRESS: kitchen,
  READY: (departmentId) => [...kitchen(departmentId), ...delivery(departmentId)],
  ON_DELIVERY: delivery,
  COMPLETE: administrators,
  DITOLAK: administrators,
  MENUNGGU_PERSETUJUAN: administrators,
};

export const orderStatusChanged = defineEvent({
  name: 'order.status.changed',
  version: 1,
  summary: 'A meal order came to another status.',
  schema: z.object({
    ...order,
    oldStatus: z.enum(STATUSES),
    newStatus: z.enum(STATUSES),
    karyawanPemesanId: z.int(),
    changedBy: z.int(),
    cause: z.enum(['step', 'override', 'approval']),
  }),
  realtime: {
    namespace,
    rooms: (e) => [...AUDIENCE[e.newStatus](e.departmentId), karyawanRoom(e.karyawanPemesanId)],
    payload: ({ kodePesanan: _code, cause: _cause, ...wire }) => wire,
  },
  audit: (e) => {
    // The request or decision that caused it has its own audit record: one action, one record.
    if (e.cause === 'approval') return null;
    const isOverride = e.cause === 'override';
    return {
      action: isOverride ? 'ORDER_OVERRIDE' : 'ORDER_STATUS_CHANGED',
      subject: e.kodePesanan,
      detail: `${e.kodePesanan}: ${e.oldStatus} → ${e.newStatus}${isOverride ? ', overridden' : ''}`,
    };
  },
});

export const approvalRequested = defineEvent({
  name: 'order.approval.requested',
  version: 1,
  summary: 'The kitchen asks to reject or edit a meal order.',
  schema: z.object({
    ...order,
    requestType: z.enum(REQUEST_TYPES),
    requestedBy: z.int(),
    catatanDapur: z.string(),
    /** The order's quantity and, for an edit, the one that the kitchen can make. */
    quantity: z.int(),
    newQuantity: z.int().nullable(),
  }),
  realtime: {
    namespace,
    rooms: (e) => [roleRoom('administrator'), ...departmentRole(e.departmentId, 'administrator')],
    payload: ({ kodePesanan: _code, quantity: _quantity, newQuantity: _new, ...wire }) => wire,
  },
  audit: (e) => ({
    action: e.requestType === 'REJECT' ? 'ORDER_REJECTION_REQUESTED' : 'ORDER_EDIT_REQUESTED',
    subject: e.kodePesanan,
    detail:
      e.newQuantity === null
        ? `${e.kodePesanan}: rejection requested: ${e.catatanDapur}`
        : `${e.kodePesanan}: change from ${e.quantity} to ${e.newQuantity} requested: ${e.catatanDapur}`,
  }),
});

export const approvalDecided = defineEvent({
  name: 'order.approval.decided',
  version: 1,
  summary: 'An administrator decided on a request of the kitchen.',
  schema: z.object({
    ...order,
    requestType: z.enum(REQUEST_TYPES),
    decision: z.enum(['APPROVED', 'REJECTED']),
    decidedBy: z.int(),
    catatanAdmin: z.string().nullable(),
    requestedBy: z.int(),
    /** Rooms are the employee's; not every user is one. */
    requesterEmployeeId: z.int().nullable(),
  }),
  realtime: {
    namespace,
    rooms: (e) => [
      ...kitchen(e.departmentId),
      roleRoom('administrator'),
      ...(e.requesterEmployeeId === null ? [] : [karyawanRoom(e.requesterEmployeeId)]),
    ],
    payload: ({ kodePesanan: _code, requestType: _type, requesterEmployeeId: _employee, ...wire }) => wire,
  },
  audit: (e) => ({
    action: 'APPROVAL_DECIDED',
    subject: e.kodePesanan,
    detail: [`${e.kodePesanan}: ${e.requestType} request ${e.decision}`, e.catatanAdmin ?? []]
      .flat()
      .join(': '),
  }),
});

export const mealOrderMessages = [orderCreated, orderStatusChanged, approvalRequested, approvalDecided];
