import { type EndReason, isFinalSessionState } from '@parley/contracts';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import { Registry } from 'prom-client';
import type { SessionObserver } from '../realtime/session-channel.ts';
import { createSessionMetrics } from './session-metrics.ts';
import { createTurnMetrics } from './turn-metrics.ts';

export interface Metrics {
  registry: Registry;
  /** Counts what was written of a session. */
  observe: SessionObserver;
}

/** What Prometheus may ask for. No tenant is a label: there may be any number of them, and it is nobody else's business. */
export function createMetrics(context: { db: Database; log: Logger }): Metrics {
  const registry = new Registry();
  const countTurn = createTurnMetrics(registry);
  const sessions = createSessionMetrics(registry, context);
  return {
    registry,
    observe: (session, events) => {
      for (const { event } of events) {
        if (event.type === 'turn_timing' && event.waterfall) countTurn(event.waterfall, session.channel);
        else if (event.type === 'error') sessions.error(event.source);
        else if (event.type === 'session_state' && isFinalSessionState(event.state)) {
          sessions.ended(session, event.reason as EndReason);
        }
      }
    },
  };
}
