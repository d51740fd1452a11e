import type { ErrorCode, FieldIssue } from '@parley/contracts';

/** The server's stable codes, and three for when no problem+json came back. */
export type ApiErrorCode = ErrorCode | 'NETWORK' | 'TIMEOUT' | 'BAD_RESPONSE';

export interface ApiErrorParts {
  /** HTTP status; 0 when there was no response. */
  status: number;
  code: ApiErrorCode;
  detail: string;
  issues?: FieldIssue[] | undefined;
  requestId?: string | undefined;
  cause?: unknown;
}

/** Any failure of a call to the API. `message` is `detail`, fit for people. */
export class ParleyApiError extends Error {
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly detail: string;
  readonly issues: FieldIssue[];
  readonly requestId: string | undefined;

  constructor(parts: ApiErrorParts) {
    super(parts.detail, { cause: parts.cause });
    this.name = 'ParleyApiError';
    this.status = parts.status;
    this.code = parts.code;
    this.detail = parts.detail;
    this.issues = parts.issues ?? [];
    this.requestId = parts.requestId;
  }
}

export const isParleyApiError = (error: unknown): error is ParleyApiError => error instanceof ParleyApiError;
