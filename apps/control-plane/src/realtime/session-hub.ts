import type { SessionId } from '@parley/contracts';
import { createSeqIssuer } from '@parley/core';
import type { Clock } from '../clock.ts';
import {
  type IssueSeq,
  SessionChannel,
  type SessionObserver,
  type SessionRef,
  type Written,
} from './session-channel.ts';

/** The channels of all sessions that somebody writes to or watches just now. */
export class SessionHub {
  readonly #clock: Clock;
  readonly #observe: SessionObserver;
  readonly #numbers = createSeqIssuer();
  readonly #channels = new Map<SessionId, SessionChannel>();

  /** @param observe is told of everything that is written. */
  constructor(clock: Clock, observe: SessionObserver = () => {}) {
    this.#clock = clock;
    this.#observe = observe;
  }

  /** The session's channel; `release` forgets it when nobody uses it. */
  channelOf(session: SessionRef): SessionChannel {
    let channel = this.#channels.get(session.id);
    if (!channel) {
      const { issueSeq } = this.#numbers;
      channel = new SessionChannel(session, { clock: this.#clock, issueSeq, observe: this.#observe });
      this.#channels.set(session.id, channel);
    }
    return channel;
  }

  /** Commits, then shows; see `SessionChannel.commit`. */
  commit<T extends Written>(session: SessionRef, write: (issueSeq: IssueSeq) => Promise<T>): Promise<T> {
    return this.channelOf(session)
      .commit(write)
      .finally(() => this.release(session.id));
  }

  release(sessionId: SessionId): void {
    // A write that has just ended counts until its queue has run on.
    setImmediate(() => {
      if (!this.#channels.get(sessionId)?.idle) return;
      this.#channels.delete(sessionId);
      this.#numbers.forgetSession(sessionId);
    });
  }

  /** Closes every socket, for the server is going away: viewers and workers come back elsewhere. */
  close(): void {
    for (const channel of this.#channels.values()) channel.closeAll(1001, 'the server is going away');
  }

  get size(): number {
    return this.#channels.size;
  }
}
