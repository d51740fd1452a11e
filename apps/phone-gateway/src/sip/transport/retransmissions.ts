import { Timers } from 'sip.js/lib/core/index.js';

interface Resend {
  timer: NodeJS.Timeout;
  until: number;
}

/**
 * What sip.js leaves out on UDP: requests are repeated until they are answered (timers A and E), and refusals of an
 * INVITE until their ACK (timer G). Repeating 2xx and their ACKs is sip.js's own work.
 */
export class Retransmissions {
  readonly #running = new Map<string, Resend>();

  /** Repeats a request just sent. ACK is never repeated. */
  request({ method, branch, send }: { method: string; branch: string; send: () => void }): void {
    if (method === 'ACK') return;
    this.#start(`c ${branch} ${method}`, method === 'INVITE' ? Number.POSITIVE_INFINITY : Timers.T2, send);
  }

  /** A response came: repetition ends, for other than INVITE with a final one. */
  answered({ method, branch, status }: { method: string; branch: string; status: number }): void {
    if (method === 'INVITE' || status >= 200) this.#stop(`c ${branch} ${method}`);
  }

  /** Repeats a refusal of an INVITE just sent. */
  refusal({ branch, send }: { branch: string; send: () => void }): void {
    this.#start(`s ${branch}`, Timers.T2, send);
  }

  acknowledged(branch: string): void {
    this.#stop(`s ${branch}`);
  }

  /** The INVITE is given up although nothing answered it. */
  forgetRequest(method: string, branch: string): void {
    this.#stop(`c ${branch} ${method}`);
  }

  close(): void {
    for (const key of [...this.#running.keys()]) this.#stop(key);
  }

  #start(key: string, cap: number, send: () => void) {
    // The same message given again (an INVITE came twice) goes on with the timer it has.
    if (this.#running.has(key)) return;
    const resend: Resend = { timer: setTimeout(() => {}), until: Date.now() + 64 * Timers.T1 };
    clearTimeout(resend.timer);
    const wait = (ms: number) => {
      resend.timer = setTimeout(() => {
        if (Date.now() >= resend.until) return this.#stop(key);
        send();
        wait(Math.min(ms * 2, cap));
      }, ms);
    };
    wait(Timers.T1);
    this.#running.set(key, resend);
  }

  #stop(key: string) {
    clearTimeout(this.#running.get(key)?.timer);
    this.#running.delete(key);
  }
}
