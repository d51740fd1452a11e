import { type ErrorCode, errorCodes, type FieldIssue } from '@parley/contracts';
import { ParleyApiError } from './parley-api-error.ts';

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && (errorCodes as string[]).includes(code);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

function parseObject(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** A failed response as an error. A body that is no problem+json (a proxy's page) becomes BAD_RESPONSE. */
export function readProblem(
  status: number,
  body: string,
  requestIdHeader: string | undefined,
): ParleyApiError {
  const problem = parseObject(body);
  const fallback = `The server answered with status ${status}.`;
  return new ParleyApiError({
    status,
    code: isErrorCode(problem.code) ? problem.code : 'BAD_RESPONSE',
    detail: text(problem.detail) ?? text(problem.title) ?? fallback,
    issues: Array.isArray(problem.issues) ? (problem.issues as FieldIssue[]) : undefined,
    requestId: text(problem.request_id) ?? requestIdHeader,
  });
}
