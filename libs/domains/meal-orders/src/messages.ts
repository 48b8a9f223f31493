import { defineEvent } from '@antrean/platform/messages';
import { departmentRole, karyawanRoom, roleRoom } from '@antrean/platform/realtime';
import { z } from 'zod';
import { REQUEST_TYPES } from './meal-order.entity.ts';
import { permissions } from './meal-order.policy.ts';
import { STATUSES, type Status } from './meal-order.state.ts';

const namespace = '/notifications';

// The wire payloads are literal (seed 003, event types); what else a payload carries is for audit and other domains.
const order = { orderId: z.int(), departmentId: z.int() };
const ofOrder = { kodePesanan: z.string() };

const createdWire = z.object({
  ...order,
  ...ofOrder,
  jumlahPesanan: z.int(),
  tanggalPesanan: z.string(),
  createdBy: z.int(),
});

export const orderCreated = defineEvent({
  name: 'order.created',
  version: 1,
  summary: 'A meal order was placed.',
  schema: createdWire.extend({ shiftName: z.string() }),
  realtime: {
    namespace,
    readers: [
      { holding: permissions.prepare, department: (e) => e.departmentId },
      { holding: permissions['read-all'] },
    ],
    formerRooms: (e) => [...departmentRole(e.departmentId, 'dapur'), roleRoom('administrator')],
    schema: createdWire,
  },
  audit: {
    ORDER_CREATED: (e) => ({
      subject: e.kodePesanan,
      detail: `${e.kodePesanan}: ${e.jumlahPesanan} ordered for ${e.tanggalPesanan}, ${e.shiftName}`,
    }),
  },
});

type Rooms = (departmentId: number) => string[];
const kitchen: Rooms = (departmentId) => departmentRole(departmentId, 'dapur');
const delivery: Rooms = (departmentId) => departmentRole(departmentId, 'delivery');
const administrators: Rooms = () => [roleRoom('administrator')];

/** Whose work an order is in a status; in the others it is for who oversees all. Its employee always hears of it. */
const FOR_KITCHEN: ReadonlySet<Status> = new Set(['MENUNGGU', 'IN_PROGRESS', 'READY']);
const FOR_DELIVERY: ReadonlySet<Status> = new Set(['READY', 'ON_DELIVERY']);

/** Who was told that it is ready is told that it is not. */
const isTakenBack = (e: { oldStatus: Status; newStatus: Status }): boolean =>
  e.oldStatus === 'READY' && e.newStatus === 'IN_PROGRESS';

const FORMER_ROOMS: Record<Status, Rooms> = {
  MENUNGGU: kitchen,
  IN_PROGRESS: kitchen,
  READY: (departmentId) => [...kitchen(departmentId), ...delivery(departmentId)],
  ON_DELIVERY: delivery,
  COMPLETE: administrators,
  DITOLAK: administrators,
  MENUNGGU_PERSETUJUAN: administrators,
};

const statusWire = z.object({
  ...order,
  oldStatus: z.enum(STATUSES),
  newStatus: z.enum(STATUSES),
  karyawanPemesanId: z.int(),
  changedBy: z.int(),
});

export const orderStatusChanged = defineEvent({
  name: 'order.status.changed',
  version: 1,
  summary: 'A meal order came to another status.',
  schema: statusWire.extend({ ...ofOrder, cause: z.enum(['step', 'override', 'approval']) }),
  realtime: {
    namespace,
    readers: [
      {
        holding: permissions.prepare,
        department: (e) => (FOR_KITCHEN.has(e.newStatus) ? e.departmentId : undefined),
      },
      {
        holding: permissions.deliver,
        department: (e) => (FOR_DELIVERY.has(e.newStatus) || isTakenBack(e) ? e.departmentId : undefined),
      },
      {
        holding: permissions['read-all'],
        only: ({ newStatus }) => !FOR_KITCHEN.has(newStatus) && !FOR_DELIVERY.has(newStatus),
      },
      { holding: permissions.read, employee: (e) => e.karyawanPemesanId },
    ],
    formerRooms: (e) => [...FORMER_ROOMS[e.newStatus](e.departmentId), karyawanRoom(e.karyawanPemesanId)],
    schema: statusWire,
  },
  // A request or decision that causes it has its own audit record: one action, one record.
  audit: {
    ORDER_STATUS_CHANGED: (e) =>
      e.cause === 'step'
        ? { subject: e.kodePesanan, detail: `${e.kodePesanan}: ${e.oldStatus} → ${e.newStatus}` }
        : null,
    ORDER_OVERRIDE: (e) =>
      e.cause === 'override'
        ? { subject: e.kodePesanan, detail: `${e.kodePesanan}: ${e.oldStatus} → ${e.newStatus}, overridden` }
        : null,
  },
});

const requestWire = z.object({
  ...order,
  requestType: z.enum(REQUEST_TYPES),
  requestedBy: z.int(),
  catatanDapur: z.string(),
});

export const approvalRequested = defineEvent({
  name: 'order.approval.requested',
  version: 1,
  summary: 'The kitchen asks to reject or edit a meal order.',
  schema: requestWire.extend({
    ...ofOrder,
    /** The order's quantity and, for an edit, the one that the kitchen can make. */
    quantity: z.int(),
    newQuantity: z.int().nullable(),
  }),
  realtime: {
    namespace,
    readers: [{ holding: permissions['read-all'] }],
    formerRooms: (e) => [roleRoom('administrator'), ...departmentRole(e.departmentId, 'administrator')],
    schema: requestWire,
  },
  audit: {
    ORDER_REJECTION_REQUESTED: (e) =>
      e.requestType === 'REJECT'
        ? { subject: e.kodePesanan, detail: `${e.kodePesanan}: rejection requested: ${e.catatanDapur}` }
        : null,
    ORDER_EDIT_REQUESTED: (e) =>
      e.requestType === 'EDIT'
        ? {
            subject: e.kodePesanan,
            detail: `${e.kodePesanan}: change from ${e.quantity} to ${e.newQuantity} requested: ${e.catatanDapur}`,
          }
        : null,
  },
});

const decisionWire = z.object({
  ...order,
  decision: z.enum(['APPROVED', 'REJECTED']),
  decidedBy: z.int(),
  catatanAdmin: z.string().nullable(),
  requestedBy: z.int(),
});

export const approvalDecided = defineEvent({
  name: 'order.approval.decided',
  version: 1,
  summary: 'An administrator decided on a request of the kitchen.',
  schema: decisionWire.extend({
    ...ofOrder,
    requestType: z.enum(REQUEST_TYPES),
    /** Rooms are the employee's; not every user is one. */
    requesterEmployeeId: z.int().nullable(),
  }),
  realtime: {
    namespace,
    readers: [
      { holding: permissions.prepare, department: (e) => e.departmentId },
      { holding: permissions['read-all'] },
      { holding: permissions.read, employee: (e) => e.requesterEmployeeId },
    ],
    formerRooms: (e) => [
      ...kitchen(e.departmentId),
      roleRoom('administrator'),
      ...(e.requesterEmployeeId === null ? [] : [karyawanRoom(e.requesterEmployeeId)]),
    ],
    schema: decisionWire,
  },
  audit: {
    APPROVAL_DECIDED: (e) => ({
      subject: e.kodePesanan,
      detail: [`${e.kodePesanan}: ${e.requestType} request ${e.decision}`, e.catatanAdmin ?? []]
        .flat()
        .join(': '),
    }),
  },
});

export const mealOrderMessages = [orderCreated, orderStatusChanged, approvalRequested, approvalDecided];
