import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { MealOrderView } from '../meal-order.contract.ts';
import { rejectionsReport } from './rejections.report.ts';
import { startReportScene } from './report.factory.ts';

interface Answer {
  data: MealOrderView[];
  total: number;
  page: number;
  limit: number;
  totalPages: number;
  next: string | null;
}

describe('the rejections report', () => {
  let scene: Awaited<ReturnType<typeof startReportScene>>;
  const rejections = (parameters: Record<string, unknown> = {}) =>
    scene.json<Answer>(rejectionsReport, parameters);
  const codes = async (parameters: Record<string, unknown> = {}) =>
    (await rejections(parameters)).data.map(({ kodePesanan }) => kodePesanan);

  beforeAll(async () => {
    scene = await startReportScene();
  });
  beforeEach(() => scene.clear());
  afterAll(() => scene.close());

  it('S3-RPT-07 lists orders with requests, page by page, newest first, and filters them', async () => {
    const { it: first, hr: second, morning } = scene;
    const order = { shiftId: morning.id, requestType: 'EDIT', approvalStatus: 'PENDING' } as const;
    await scene.insert(
      {
        ...order,
        code: 'PM-20251001-001',
        createdAt: '2025-10-01T07:30:00Z',
        departmentId: first.id,
        status: 'MENUNGGU_PERSETUJUAN',
        quantity: 8,
        originalQuantity: 10,
        kitchenNote: 'Hanya bisa 8',
      },
      {
        ...order,
        code: 'PM-20251001-002',
        createdAt: '2025-10-01T17:00:00Z',
        departmentId: second.id,
        approvalStatus: 'APPROVED',
      },
      {
        ...order,
        code: 'PM-20251003-001',
        createdAt: '2025-10-03T03:00:00Z',
        departmentId: second.id,
        requestType: 'REJECT',
      },
      {
        code: 'PM-20251003-002',
        createdAt: '2025-10-03T04:00:00Z',
        departmentId: second.id,
        shiftId: morning.id,
      },
    );
    const all = await rejections();
    expect(all).toMatchObject({ total: 3, page: 1, limit: 50, totalPages: 1 });
    expect(all.data.map(({ kodePesanan }) => kodePesanan)).toEqual([
      'PM-20251003-001',
      'PM-20251001-002',
      'PM-20251001-001',
    ]);
    expect(all.data[2]).toMatchObject({
      departmentId: first.id,
      departmentName: 'IT Department',
      karyawanPemesanId: expect.any(Number),
      shiftId: morning.id,
      shiftName: 'Shift 1',
      jumlahPesanan: 8,
      jumlahPesananAwal: 10,
      statusPesanan: 'MENUNGGU_PERSETUJUAN',
      requiresApproval: true,
      approvalStatus: 'PENDING',
      catatanDapur: 'Hanya bisa 8',
      catatanAdmin: null,
      waktuDibuat: '2025-10-01T07:30:00.000Z',
      requestType: 'EDIT',
    });
    expect(await codes({ approvalStatus: 'PENDING' })).toEqual(['PM-20251003-001', 'PM-20251001-001']);
    expect(await codes({ departmentId: String(first.id) })).toEqual(['PM-20251001-001']);
    // 17:00 UTC is the second of October in Jakarta already.
    expect(await codes({ tanggalMulai: '2025-10-02', tanggalAkhir: '2025-10-02' })).toEqual([
      'PM-20251001-002',
    ]);
    expect(await rejections({ page: '2', limit: '2' })).toMatchObject({
      data: [{ kodePesanan: 'PM-20251001-001' }],
      total: 3,
      page: 2,
      limit: 2,
      totalPages: 2,
    });
  });

  it('S3-RPT-07 goes on behind what was seen, while requests come in', async () => {
    const request = (n: number) => ({
      code: `PM-20251001-00${n}`,
      createdAt: '2025-10-01T07:30:00Z',
      departmentId: scene.it.id,
      shiftId: scene.morning.id,
      requestType: 'EDIT' as const,
      approvalStatus: 'PENDING' as const,
    });
    await scene.insert(...[1, 2, 3, 4, 5].map(request));
    const seen: string[] = [];
    for (let after: string | null = '', n = 6; after !== null; n += 1) {
      const part: Answer = await rejections({ limit: 2, after: after || undefined });
      seen.push(...part.data.map(({ kodePesanan }) => kodePesanan));
      after = part.next;
      await scene.insert(request(n));
    }
    expect(seen).toEqual([5, 4, 3, 2, 1].map((n) => `PM-20251001-00${n}`));
  });

  it('S3-RPT-10 files hold the page that was asked for', async () => {
    const order = {
      departmentId: scene.it.id,
      shiftId: scene.morning.id,
      requestType: 'REJECT',
      approvalStatus: 'PENDING',
    } as const;
    await scene.insert(
      ...[1, 2, 3].map((n) => ({
        ...order,
        code: `PM-20251001-00${n}`,
        createdAt: `2025-10-01T0${n}:00:00Z`,
      })),
    );
    const rows = await scene.rows(rejectionsReport, { page: '2', limit: '1' });
    expect(rows.map(({ kodePesanan }) => kodePesanan)).toEqual(['PM-20251001-002']);
  });
});
