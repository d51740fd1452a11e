import type { ErrorCode, FieldIssue } from '@parley/contracts';

/** A refusal with its stable code; transports map it, and show `detail` and `issues` to whoever asked. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly issues: FieldIssue[] | undefined;

  constructor(code: ErrorCode, detail?: string, issues?: FieldIssue[]) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'DomainError';
    this.code = code;
    this.detail = detail;
    this.issues = issues;
  }
}

export const notFound = (what: string) => new DomainError('NOT_FOUND', `There is no such ${what}.`);

/** A single field that cannot be used. */
export const invalidField = (path: string, message: string) =>
  new DomainError('VALIDATION_FAILED', message, [{ path, message }]);
