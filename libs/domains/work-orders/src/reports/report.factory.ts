import { organizationEntities } from '@antrean/organization';
import type { Report, ReportSource } from '@antrean/platform/report';
import { createTestDatabase } from '@antrean/testing';
import { createTestUser } from '@antrean/accounts/testing';
import { identityEntities } from '@antrean/sign-in/testing';
import { workOrderEntities } from '../index.ts';

/** Two operators on a database of their own, and the means to ask for reports there. */
export async function startReportScene() {
  const { database, close } = await createTestDatabase([
    ...organizationEntities,
    ...identityEntities,
    ...workOrderEntities,
  ]);
  const operator = async (fullName: string): Promise<{ userId: number }> => {
    const { id } = await createTestUser(database, { role: 'production_operator', fullName });
    return { userId: id };
  };
  const source: ReportSource = { database, zone: 'Asia/Jakarta', signal: new AbortController().signal };
  return {
    database,
    hadi: await operator('Hadi Wijaya'),
    rina: await operator('Rina Sari'),
    /** The JSON of a report for parameters as a request would give them. */
    json: async <T>(report: Report, parameters: Record<string, unknown> = {}): Promise<T> => {
      const body = await report.json(source, await report.resolve(source, parameters));
      report.response.parse(body);
      return body as T;
    },
    close,
  };
}
