import type { CallTransfer } from '@parley/contracts';

/** Where news of transfers wait until the call is far enough to act on them. */
export class TransferInbox {
  #listener: ((transfer: CallTransfer) => void) | undefined;
  #waiting: CallTransfer | undefined;
  #summary: string | undefined;

  deliver(transfer: CallTransfer): void {
    if (this.#listener) this.#listener(transfer);
    else this.#waiting = transfer;
  }

  listen(listener: (transfer: CallTransfer) => void): void {
    this.#listener = listener;
    if (this.#waiting) listener(this.#waiting);
    this.#waiting = undefined;
  }

  /** What the model tells of the caller's wish when it asks for a transfer. */
  tell(summary: string | undefined): void {
    this.#summary = summary;
  }

  /** For the next person who is briefed, once. */
  takeSummary(): string | undefined {
    const summary = this.#summary;
    this.#summary = undefined;
    return summary;
  }
}
