/** `timeout`: Twilio does not answer; `lost`: it does what is asked, and the answer is lost on the way. */
export type TwilioFault = 429 | 500 | 'timeout' | 'lost';

export interface TwilioFaultRule {
  /** A beginning of `METHOD path`, in which AC… stands for the account: `POST /2010-04-01/Accounts/AC/Calls.json`. */
  on: string;
  fault?: TwilioFault;
  delayMs?: number;
  /** How often; for ever when left out. */
  times?: number;
}

/** The rules in force: of those that fit a request, the newest decides. */
export class TwilioFaults {
  #rules: TwilioFaultRule[] = [];

  add(rule: TwilioFaultRule): void {
    this.#rules.unshift({ ...rule });
  }

  reset(): void {
    this.#rules = [];
  }

  take(request: string): TwilioFaultRule | undefined {
    const rule = this.#rules.find(({ on, times }) => times !== 0 && request.startsWith(on));
    if (rule?.times !== undefined) rule.times--;
    return rule;
  }
}
