import { expect, it } from '@jest/globals';
import { openApiDocument } from '@antrean/platform/http-server';
import { reportRoutes } from './http.ts';
import { startReportApi } from './testing.ts';

interface Operation {
  parameters: { name: string; in: string }[];
  responses: Record<string, { content: object; headers?: object }>;
}

it('S3-RPT-12 documents each report once: parameters, JSON, files, and that a PDF may come later', async () => {
  const api = await startReportApi();
  try {
    const info = { title: 'x', version: '1', url: 'http://localhost' };
    const { paths }: { paths: Record<string, { get: Operation }> } = JSON.parse(
      JSON.stringify(openApiDocument(reportRoutes(api), info)),
    );
    const expected = api.reports.map(({ path }) => path.replace(':kodePesanan', '{kodePesanan}'));
    expect(expected).toHaveLength(7);
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(expected));

    const { parameters, responses } = paths['/api/reports/audit-trail/order/{kodePesanan}']!.get;
    expect(parameters.map(({ name, in: place }) => [name, place])).toEqual([
      ['kodePesanan', 'path'],
      ['format', 'query'],
      ['bom', 'query'],
      ['delimiter', 'query'],
      ['Accept', 'header'],
      ['Prefer', 'header'],
    ]);
    expect(Object.keys(responses['200']!.content)).toEqual([
      'application/json',
      'text/csv',
      'application/pdf',
    ]);
    const { content, headers } = responses['202']!;
    expect(content).toMatchObject({ 'application/json': { schema: { properties: { id: {}, status: {} } } } });
    expect(Object.keys(headers!)).toEqual(['Location', 'Preference-Applied']);
  } finally {
    await api.close();
  }
});
