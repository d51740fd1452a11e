/**
 * `credentials`: Twilio does not know the account or its token; `funds`: it has no money; `gone`: the number is not to
 * be had; `requirements`: the law wants an address or documents; `unknown`: there is no such thing at Twilio; `refused`: anything else that Twilio
 * will not do; `unavailable`: Twilio failed, is busy, or did not answer.
 */
export type CarrierErrorKind =
  | 'credentials'
  | 'funds'
  | 'gone'
  | 'requirements'
  | 'unknown'
  | 'refused'
  | 'unavailable';

/** What the carrier would not or could not do; the message is for people. */
export class CarrierError extends Error {
  override name = 'CarrierError';
  readonly kind: CarrierErrorKind;
  /** Twilio's own number of the error. */
  readonly code: number | undefined;
  /** No answer came, so that it may have been done all the same. */
  readonly unsure: boolean;

  constructor(
    kind: CarrierErrorKind,
    message: string,
    { code, unsure = false, cause }: { code?: number | undefined; unsure?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.kind = kind;
    this.code = code;
    this.unsure = unsure;
  }
}
