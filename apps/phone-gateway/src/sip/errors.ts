/** A final answer that was not 2xx. */
export class SipStatusError extends Error {
  override name = 'SipStatusError';
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string) {
    super(`${status} ${reason}`);
    this.status = status;
    this.reason = reason;
  }
}

/** Something was asked of a call that its state does not allow. */
export class SipStateError extends Error {
  override name = 'SipStateError';
}
