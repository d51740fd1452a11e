import {
  channelSchema,
  type EndReason,
  endReasonSchema,
  isFinalSessionState,
  sessionStates,
} from '@parley/contracts';
import { countLiveSessions } from '@parley/core';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { SessionRef } from '../realtime/session-channel.ts';

/** What workers report errors of. Anything else is `other`: a label’s values are few, whatever is sent. */
const sources = ['stt', 'llm', 'tts', 'agent', 'session', 'recording'];
const liveStates = sessionStates.filter((state) => !isFinalSessionState(state));

export interface SessionMetrics {
  ended(session: Pick<SessionRef, 'channel'>, reason: EndReason): void;
  error(source: string): void;
}

/** Counts sessions and what goes wrong in them. */
export function createSessionMetrics(
  registry: Registry,
  { db, log }: { db: Database; log: Logger },
): SessionMetrics {
  const registers = [registry];
  new Gauge({
    name: 'parley_sessions',
    help: 'Sessions that are not over, of all control planes on the database; absent while it does not answer.',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      this.reset();
      try {
        const live = await countLiveSessions({ db });
        for (const state of liveStates) this.set({ state }, live[state] ?? 0);
      } catch (error) {
        log.warn({ err: error }, 'sessions not counted');
      }
    },
  });
  const ended = new Counter({
    name: 'parley_sessions_ended_total',
    help: 'Sessions that this control plane saw end, by their reason.',
    labelNames: ['channel', 'reason'] as const,
    registers,
  });
  const errors = new Counter({
    name: 'parley_worker_errors_total',
    help: 'Errors that workers reported of calls that went on.',
    labelNames: ['source'] as const,
    registers,
  });
  // A series that begins at 1 has no increase.
  for (const channel of channelSchema.options) {
    for (const reason of endReasonSchema.options) ended.inc({ channel, reason }, 0);
  }
  for (const source of [...sources, 'other']) errors.inc({ source }, 0);

  return {
    ended: ({ channel }, reason) => ended.inc({ channel, reason }),
    error: (source) => errors.inc({ source: sources.includes(source) ? source : 'other' }),
  };
}
