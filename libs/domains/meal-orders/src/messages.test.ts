import { describe, expect, it } from '@jest/globals';
import {
  asyncApiDocument,
  auditEntryOf,
  createMessageRegistry,
  type AnyEvent,
  type JsonObject,
} from '@antrean/platform/messages';
import { audienceOf } from '@antrean/platform/realtime';
import {
  approvalDecided,
  approvalRequested,
  mealOrderMessages,
  orderCreated,
  orderStatusChanged,
} from './messages.ts';
import type { Status } from './meal-order.state.ts';

const order = { orderId: 1, departmentId: 7, kodePesanan: 'PM-20251001-001' };
const created = {
  ...order,
  jumlahPesanan: 10,
  tanggalPesanan: '2025-10-01',
  createdBy: 3,
  shiftName: 'Shift 1',
};
const changed = {
  ...order,
  oldStatus: 'MENUNGGU' as Status,
  newStatus: 'IN_PROGRESS' as Status,
  karyawanPemesanId: 5,
  changedBy: 4,
  cause: 'step' as const,
};
const requested = {
  ...order,
  requestType: 'REJECT' as const,
  requestedBy: 4,
  catatanDapur: 'Stok bahan habis',
  quantity: 10,
  newQuantity: null,
};
const decided = {
  ...order,
  requestType: 'EDIT' as const,
  decision: 'APPROVED' as const,
  decidedBy: 2,
  catatanAdmin: 'Disetujui',
  requestedBy: 4,
  requesterEmployeeId: 8,
};

/** What goes out, as the realtime tier works it out from the stored event. */
const hears = (event: AnyEvent, payload: JsonObject) =>
  audienceOf(event, {
    seq: 1,
    id: 'e',
    at: '',
    name: event.name,
    version: event.version,
    payload,
    actorId: null,
    correlationId: null,
  })!;

const dapur = ['meal-orders.prepare@department:7', 'meal-orders.prepare@department:*'];
const delivery = ['meal-orders.deliver@department:7', 'meal-orders.deliver@department:*'];
const admin = 'meal-orders.read-all';
const employee = (id: number): string => `meal-orders.read@employee:${id}`;

describe('who hears what', () => {
  it('all of it goes to /notifications', () => {
    for (const event of mealOrderMessages) expect(event.realtime?.namespace).toBe('/notifications');
    expect([...createMessageRegistry(mealOrderMessages).events.keys()]).toHaveLength(4);
  });

  it('S3-EVT-01 S3-EVT-09 order.created', () => {
    const { rooms, payload } = hears(orderCreated, created);
    expect(rooms).toEqual([...dapur, admin]);
    const { shiftName: _, ...literal } = created;
    expect(payload).toEqual(literal);
  });

  it.each<[Status, string[]]>([
    ['MENUNGGU', dapur],
    ['IN_PROGRESS', dapur],
    ['READY', [...dapur, ...delivery]],
    ['ON_DELIVERY', delivery],
    ['COMPLETE', [admin]],
    ['DITOLAK', [admin]],
    ['MENUNGGU_PERSETUJUAN', [admin]],
  ])(
    'S3-EVT-05 S3-EVT-06 S3-EVT-07 S3-EVT-08 order.status.changed to %s, always the employee too',
    (newStatus, rooms) => {
      expect(hears(orderStatusChanged, { ...changed, newStatus }).rooms).toEqual([...rooms, employee(5)]);
    },
  );

  it('S3-EVT-02 order.status.changed carries the documented fields', () => {
    expect(hears(orderStatusChanged, changed).payload).toEqual({
      orderId: 1,
      departmentId: 7,
      oldStatus: 'MENUNGGU',
      newStatus: 'IN_PROGRESS',
      karyawanPemesanId: 5,
      changedBy: 4,
    });
  });

  it('S3-EVT-03 order.approval.requested', () => {
    const { rooms, payload } = hears(approvalRequested, requested);
    expect(rooms).toEqual([admin]);
    expect(payload).toEqual({
      orderId: 1,
      departmentId: 7,
      requestType: 'REJECT',
      requestedBy: 4,
      catatanDapur: 'Stok bahan habis',
    });
  });

  it("S3-EVT-04 order.approval.decided reaches the requester's employee room", () => {
    const { rooms, payload } = hears(approvalDecided, decided);
    expect(rooms).toEqual([...dapur, admin, employee(8)]);
    expect(payload).toEqual({
      orderId: 1,
      departmentId: 7,
      decision: 'APPROVED',
      decidedBy: 2,
      catatanAdmin: 'Disetujui',
      requestedBy: 4,
    });
  });

  it('S3-EVT-04 a requester without an employee record has no such room', () => {
    expect(hears(approvalDecided, { ...decided, requesterEmployeeId: null }).rooms).toEqual([
      ...dapur,
      admin,
    ]);
  });
});

describe('what is documented', () => {
  const registry = createMessageRegistry(mealOrderMessages);
  const { channels } = asyncApiDocument(registry, { title: 't', version: '1', url: 'http://localhost' });
  const ofOrder = ['orderId', 'departmentId'];

  it.each([
    ['S3-EVT-01', 'order_created', ['kodePesanan', 'jumlahPesanan', 'tanggalPesanan', 'createdBy']],
    ['S3-EVT-02', 'order_status_changed', ['oldStatus', 'newStatus', 'karyawanPemesanId', 'changedBy']],
    ['S3-EVT-03', 'order_approval_requested', ['requestType', 'requestedBy', 'catatanDapur']],
    ['S3-EVT-04', 'order_approval_decided', ['decision', 'decidedBy', 'catatanAdmin', 'requestedBy']],
  ])('%s %s has exactly the literal fields', (_id, channel, fields) => {
    expect(channels).toMatchObject({
      [channel]: {
        messages: { [channel]: { payload: { prefixItems: [{ required: [...ofOrder, ...fields] }, {}] } } },
      },
    });
  });
});

describe('what the auditor writes', () => {
  const subject = 'PM-20251001-001';

  it('S3-AUD-07 S3-AUD-13 ORDER_CREATED with code, quantity and shift', () => {
    const entry = auditEntryOf(orderCreated, created);
    expect(entry).toMatchObject({ action: 'ORDER_CREATED', subject });
    expect(entry!.detail).toMatch(/PM-20251001-001.*10.*Shift 1/);
  });

  it('S3-AUD-08 S3-AUD-13 ORDER_STATUS_CHANGED with both statuses', () => {
    const entry = auditEntryOf(orderStatusChanged, changed);
    expect(entry).toMatchObject({ action: 'ORDER_STATUS_CHANGED', subject });
    expect(entry!.detail).toMatch(/PM-20251001-001.*MENUNGGU.*IN_PROGRESS/);
  });

  it('S3-AUD-12 S3-AUD-13 ORDER_OVERRIDE', () => {
    expect(auditEntryOf(orderStatusChanged, { ...changed, cause: 'override' })).toMatchObject({
      action: 'ORDER_OVERRIDE',
      subject,
    });
  });

  it('S3-AUD-09 S3-AUD-13 ORDER_REJECTION_REQUESTED with the note', () => {
    const entry = auditEntryOf(approvalRequested, requested);
    expect(entry).toMatchObject({ action: 'ORDER_REJECTION_REQUESTED', subject });
    expect(entry!.detail).toMatch(/PM-20251001-001.*Stok bahan habis/);
  });

  it('S3-AUD-10 S3-AUD-13 ORDER_EDIT_REQUESTED with both quantities', () => {
    const entry = auditEntryOf(approvalRequested, { ...requested, requestType: 'EDIT', newQuantity: 8 });
    expect(entry).toMatchObject({ action: 'ORDER_EDIT_REQUESTED', subject });
    expect(entry!.detail).toMatch(/10 to 8.*Stok bahan habis/);
  });

  it('S3-AUD-11 S3-AUD-13 APPROVAL_DECIDED, with the note if there is one', () => {
    const entry = auditEntryOf(approvalDecided, decided);
    expect(entry).toMatchObject({ action: 'APPROVAL_DECIDED', subject });
    expect(entry!.detail).toMatch(/PM-20251001-001.*EDIT.*APPROVED: Disetujui$/);
    expect(auditEntryOf(approvalDecided, { ...decided, catatanAdmin: null })!.detail).toMatch(/APPROVED$/);
  });

  it('S3-AUD-09 S3-AUD-10 S3-AUD-11 one record per action: the status change of an approval step has none', () => {
    expect(auditEntryOf(orderStatusChanged, { ...changed, cause: 'approval' })).toBeNull();
  });
});
