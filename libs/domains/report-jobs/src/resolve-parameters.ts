import { Problem, problem } from '@antrean/platform/http';
import type { JsonObject } from '@antrean/platform/messages';
import type { Report, ReportSource } from '@antrean/platform/report';

/**
 * Makes the parameters of a body concrete. Reports name their fields as in a query string; here they are `params`.
 * @throws problem `invalid_request` that names them as `body.params.…`
 */
export async function resolveBodyParameters(
  report: Report,
  source: ReportSource,
  parameters: unknown,
): Promise<JsonObject> {
  try {
    return await report.resolve(source, parameters);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid_request') throw error;
    const errors = (error.details.errors ?? []).map(({ field, message }) => ({
      field: field.replace(/^(query|path)\./, 'body.params.'),
      message,
    }));
    throw problem('invalid_request', { errors });
  }
}
