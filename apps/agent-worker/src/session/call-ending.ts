import type { EndReason } from '@parley/contracts';

/**
 * How a call came to its end: `agent` hung up, the `caller` did, the `control-plane` ended the session,
 * the `room` was lost, or the `worker` is shutting down.
 */
export interface CallEnd {
  by: 'agent' | 'caller' | 'control-plane' | 'room' | 'worker';
  reason: EndReason;
}

/** The one end of a call; what comes after the first is ignored. */
export class CallEnding {
  readonly #over = Promise.withResolvers<CallEnd>();
  readonly #byControlPlane = Promise.withResolvers<void>();
  #ended = false;

  end(end: CallEnd): void {
    if (end.by === 'control-plane' || end.by === 'room') this.#byControlPlane.resolve();
    this.#ended = true;
    this.#over.resolve(end);
  }

  get ended(): boolean {
    return this.#ended;
  }

  get over(): Promise<CallEnd> {
    return this.#over.promise;
  }

  /** Resolves when the control plane has ended the session or the room is gone: nobody is left to hang up on. */
  get released(): Promise<void> {
    return this.#byControlPlane.promise;
  }
}
