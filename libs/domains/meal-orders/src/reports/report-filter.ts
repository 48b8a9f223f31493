import { findDepartment, findShift } from '@antrean/organization';
import type { ReportFilter, ReportSource } from '@antrean/platform/report';

/** What a report's title page says about a department that it is limited to. */
export async function departmentFilter(
  source: ReportSource,
  id: number | undefined,
): Promise<ReportFilter[]> {
  if (id === undefined) return [];
  const department = await findDepartment(source.database.fork(), id);
  return [{ label: { id: 'Departemen', en: 'Department' }, value: department?.name ?? `#${id}` }];
}

export async function shiftFilter(source: ReportSource, id: number | undefined): Promise<ReportFilter[]> {
  if (id === undefined) return [];
  const shift = await findShift(source.database.fork(), id);
  return [{ label: { id: 'Shift', en: 'Shift' }, value: shift?.name ?? `#${id}` }];
}

/** How people are asked for what these reports take. */
export const SHIFT_INPUT = { label: { id: 'Shift', en: 'Shift' }, of: 'shift' } as const;
export const DEPARTMENT_INPUT = { label: { id: 'Departemen', en: 'Department' }, of: 'department' } as const;
