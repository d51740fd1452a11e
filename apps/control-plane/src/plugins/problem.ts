import { type ErrorCode, errorStatus, type FieldIssue, type Problem, problemSchema } from '@parley/contracts';

export const problemContentType = 'application/problem+json';

const titles: Record<ErrorCode, string> = {
  VALIDATION_FAILED: 'The request is not valid',
  BODY_NOT_JSON: 'The body is not JSON',
  UNAUTHENTICATED: 'Credentials are missing or not valid',
  INVALID_CREDENTIALS: 'E-mail or password is wrong',
  INVALID_SIGNATURE: 'The signature is not valid',
  FORBIDDEN: 'Not allowed',
  ADDRESS_NOT_ALLOWED: 'Not allowed from this address',
  TENANT_SUSPENDED: 'The account is suspended',
  CALL_BLOCKED: 'This number is not dialled',
  NOT_FOUND: 'Not found',
  METHOD_NOT_ALLOWED: 'Method not allowed here',
  REQUEST_TIMEOUT: 'The request took too long',
  ROOM_BUSY: 'The room is in use',
  INVALID_TRANSITION: 'Not possible in the present state',
  SESSION_ENDED: 'The session is over',
  CONFLICT: 'It is there already',
  AGENT_NOT_ACTIVE: 'The agent takes no calls',
  AGENT_NOT_READY: 'The agent cannot talk yet',
  CARRIER_NOT_CONNECTED: 'No carrier is connected',
  CARRIER_FUNDS: 'The carrier’s account has no money',
  CARRIER_REFUSED: 'The carrier refuses it',
  CARRIER_UNAVAILABLE: 'The carrier does not answer as it should',
  NUMBER_NOT_AVAILABLE: 'The number is not to be had',
  IDEMPOTENCY_IN_FLIGHT: 'The same request is being carried out',
  PRECONDITION_FAILED: 'It has been changed since',
  BODY_TOO_LARGE: 'The body is too large',
  UNSUPPORTED_MEDIA_TYPE: 'Content type not supported',
  RANGE_NOT_SATISFIABLE: 'There are no such bytes',
  RECORDING_MISMATCH: 'It is not the recording that was announced',
  DOCUMENT_UNSUPPORTED: 'This kind of file cannot be read',
  DOCUMENT_BROKEN: 'The file is damaged',
  DOCUMENT_ENCRYPTED: 'The file is protected by a password',
  DOCUMENT_TOO_DEMANDING: 'Reading the file takes too much',
  DOCUMENT_TOO_LONG: 'The document is too long',
  DOCUMENT_WITHOUT_TEXT: 'There is no text in the file',
  RATE_LIMITED: 'Too many requests',
  QUOTA_EXCEEDED: 'A quota is used up',
  IDEMPOTENCY_MISMATCH: 'The idempotency key belongs to another request',
  INTERNAL: 'Something went wrong on our side',
  LIVEKIT_UNAVAILABLE: 'LiveKit is not available',
  DATABASE_UNAVAILABLE: 'The database is not available',
  STORAGE_UNAVAILABLE: 'The recordings’ storage is not available',
  SHUTTING_DOWN: 'The server is stopping',
};

/** An error as it may be shown to whoever asked. */
export interface Refusal {
  code: ErrorCode;
  detail?: string | undefined;
  issues?: FieldIssue[] | undefined;
}

/** The problem document (RFC 9457) of a refusal. */
export const toProblem = ({ code, detail, issues }: Refusal, requestId: string): Problem => ({
  type: `urn:parley:problem:${code.toLowerCase().replaceAll('_', '-')}`,
  title: titles[code],
  status: errorStatus[code],
  code,
  detail,
  request_id: requestId,
  issues,
});

/** The problems of a route for its `response` schema, by status. */
export function problems(...codes: ErrorCode[]) {
  const statuses = new Set<number>([...codes, 'INTERNAL' as const].map((code) => errorStatus[code]));
  return Object.fromEntries(
    [...statuses].map((status) => [
      status,
      {
        description: [...codes, 'INTERNAL' as const]
          .filter((code) => errorStatus[code] === status)
          .join(', '),
        content: { [problemContentType]: { schema: problemSchema } },
      },
    ]),
  );
}
