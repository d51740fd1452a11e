import type { ReferProgress, ReferResult } from '../types.ts';

/** A peer that tells nothing more after this long is not waited for. */
const patienceMs = 150_000;

/** What the NOTIFYs say about a REFER of ours. */
export class ReferWatch implements ReferProgress {
  readonly #listeners: ((status: number, reason: string) => void)[] = [];
  readonly #told: { status: number; reason: string }[] = [];
  readonly #done = Promise.withResolvers<ReferResult>();
  readonly #timer = setTimeout(
    () => this.#end({ status: 408, reason: 'no progress', by: 'timeout' }),
    patienceMs,
  ).unref();
  readonly result = this.#done.promise;
  over = false;

  onStatus(listener: (status: number, reason: string) => void): void {
    this.#listeners.push(listener);
    for (const { status, reason } of this.#told) listener(status, reason);
  }

  notified({ body, terminated }: { body: string; terminated: boolean }): void {
    if (this.over) return;
    const [, code, reason = ''] = /^SIP\/2\.0 ([1-6]\d\d)(?: ([^\r\n]*))?/.exec(body.trimStart()) ?? [];
    if (code) {
      const status = Number(code);
      this.#told.push({ status, reason });
      for (const listener of this.#listeners) listener(status, reason);
      if (status >= 200) this.#end({ status, reason, by: 'notify' });
    }
    const last = this.#told.at(-1);
    if (terminated)
      this.#end({ status: last?.status ?? 408, reason: last?.reason ?? 'terminated', by: 'notify' });
  }

  dialogEnded(): void {
    const last = this.#told.at(-1);
    this.#end({ status: last?.status ?? 100, reason: last?.reason ?? '', by: 'dialog-ended' });
  }

  #end(result: ReferResult) {
    if (this.over) return;
    clearTimeout(this.#timer);
    this.over = true;
    this.#done.resolve(result);
  }
}
