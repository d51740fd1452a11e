import { z } from 'zod';

/** Every stable error code with the HTTP status it maps to. Codes are never renamed or reused. */
export const errorStatus = {
  VALIDATION_FAILED: 400,
  BODY_NOT_JSON: 400,
  UNAUTHENTICATED: 401,
  INVALID_CREDENTIALS: 401,
  INVALID_SIGNATURE: 401,
  CARRIER_FUNDS: 402,
  FORBIDDEN: 403,
  ADDRESS_NOT_ALLOWED: 403,
  TENANT_SUSPENDED: 403,
  CALL_BLOCKED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  ROOM_BUSY: 409,
  INVALID_TRANSITION: 409,
  SESSION_ENDED: 409,
  CONFLICT: 409,
  AGENT_NOT_ACTIVE: 409,
  AGENT_NOT_READY: 409,
  IDEMPOTENCY_IN_FLIGHT: 409,
  CARRIER_NOT_CONNECTED: 409,
  NUMBER_NOT_AVAILABLE: 409,
  PRECONDITION_FAILED: 412,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  RECORDING_MISMATCH: 422,
  DOCUMENT_UNSUPPORTED: 415,
  DOCUMENT_BROKEN: 422,
  DOCUMENT_ENCRYPTED: 422,
  DOCUMENT_TOO_DEMANDING: 422,
  DOCUMENT_TOO_LONG: 422,
  DOCUMENT_WITHOUT_TEXT: 422,
  IDEMPOTENCY_MISMATCH: 422,
  CARRIER_REFUSED: 422,
  RATE_LIMITED: 429,
  QUOTA_EXCEEDED: 429,
  INTERNAL: 500,
  LIVEKIT_UNAVAILABLE: 503,
  CARRIER_UNAVAILABLE: 503,
  DATABASE_UNAVAILABLE: 503,
  STORAGE_UNAVAILABLE: 503,
  SHUTTING_DOWN: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]];

/** One thing that is wrong with the input: which field, and what to do about it. */
export const fieldIssueSchema = z.object({ path: z.string(), message: z.string() });
export type FieldIssue = z.infer<typeof fieldIssueSchema>;

/** problem+json (RFC 9457) with the stable `code` and the request's id. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(errorCodes),
    detail: z.string().optional(),
    request_id: z.string().optional(),
    issues: z.array(fieldIssueSchema).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
