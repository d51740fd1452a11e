/** Twirp's codes and the HTTP status each is sent with. */
const statuses = {
  canceled: 408,
  unknown: 500,
  invalid_argument: 400,
  malformed: 400,
  deadline_exceeded: 408,
  not_found: 404,
  bad_route: 404,
  already_exists: 409,
  permission_denied: 403,
  unauthenticated: 401,
  resource_exhausted: 429,
  failed_precondition: 412,
  aborted: 409,
  out_of_range: 400,
  unimplemented: 501,
  internal: 500,
  unavailable: 503,
} as const;

export type TwirpCode = keyof typeof statuses;

/** What a method of the SIP API answers instead of a result. */
export class TwirpError extends Error {
  override name = 'TwirpError';
  readonly code: TwirpCode;
  readonly meta: Record<string, string> | undefined;

  constructor(code: TwirpCode, message: string, meta?: Record<string, string>) {
    super(message);
    this.code = code;
    this.meta = meta;
  }

  get status(): number {
    return statuses[this.code];
  }

  toJSON(): { code: TwirpCode; msg: string; meta?: Record<string, string> } {
    return { code: this.code, msg: this.message, ...(this.meta && { meta: this.meta }) };
  }
}

export const invalidArgument = (message: string): TwirpError => new TwirpError('invalid_argument', message);
