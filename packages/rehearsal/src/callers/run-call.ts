import { createParleyClient } from '@parley/api-client';
import { isFinalSessionState, type ViewerMessage } from '@parley/contracts';
import { callByPhone } from './call-by-phone.ts';
import type { CallResult } from './call-result.ts';
import type { Happening } from './converse.ts';
import type { Recognizer } from './create-ear.ts';
import { createInbox } from './create-inbox.ts';
import { createTranscriptLog } from './create-transcript-log.ts';
import { openRoom } from './open-room.ts';
import type { Scenario } from './scenario.ts';
import { settles } from './settles.ts';
import { summarise } from './summarise.ts';
import { talk } from './talk.ts';

export interface RunCallOptions {
  scenario: Scenario;
  /** The control plane. */
  url: string;
  apiKey: string;
  /** How the caller understands the agent; without it, by the printed transcript alone. */
  recognizer?: Recognizer | undefined;
  /** Types instead of speaking: true by default where there is no recogniser. */
  type?: boolean;
  agentId?: string;
  /** The tenant's room; by default a new one. */
  room?: string;
  /** Rings this SIP URI instead of entering a room: whoever has the number answers, with its agent. */
  phone?: string;
  /** Hangs up. */
  signal?: AbortSignal;
  /** The transcript as it happens. */
  onEvent?: (event: ViewerMessage) => void;
  onSession?: (session: { session_id: string; room: string }) => void;
}

/**
 * Places a call, through the public session API or by telephone, and plays the scenario. What goes wrong in the
 * call is in `failures`.
 * @throws ParleyApiError when no session can be had; Error when nobody answers the telephone.
 */
export async function runCall(options: RunCallOptions): Promise<CallResult> {
  const { scenario } = options;
  const client = createParleyClient({ url: options.url, apiKey: options.apiKey });
  const line = options.phone
    ? await callByPhone({ client, uri: options.phone, signal: options.signal })
    : await openRoom({
        client,
        room: options.room ?? `${scenario.name}-${crypto.randomUUID().slice(0, 8)}`,
        agentId: options.agentId,
        systemPrompt: scenario.system_prompt,
      });
  const { session_id, room } = line;
  options.onSession?.({ session_id, room });

  const clock = () => performance.now() - line.origin;
  const log = createTranscriptLog(clock);
  const inbox = createInbox<Happening>();
  const over = Promise.withResolvers<void>();
  let overAtMs: number | undefined;
  const watch = client.watchTranscript({
    sessionId: session_id,
    onMessage(message) {
      log.add(message);
      options.onEvent?.(message);
      if (message.type === 'transcript' && message.speaker === 'agent') inbox.put({ type: 'more_words' });
      if (message.type !== 'session_state' || !isFinalSessionState(message.state)) return;
      overAtMs = clock();
      inbox.put({ type: 'over' });
      over.resolve();
    },
  });
  const stop = () => inbox.put({ type: 'stopped' });
  options.signal?.addEventListener('abort', stop, { once: true });
  if (options.signal?.aborted) stop();
  try {
    const talked = await talk({ options, line, clock, inbox, log });
    const limitMs = (scenario.expect.end?.within_s ?? 5) * 1000;
    const ended = await settles(over.promise, limitMs);
    const afterMs = Math.max(0, (overAtMs ?? clock()) - talked.leftAtMs);
    if (!ended) await client.stopSession(session_id).catch(() => undefined);
    const { segments, ticket } = await client.getTranscript(session_id);
    return summarise({ options, session_id, room, log, segments, ticket, afterMs, ...talked });
  } finally {
    watch.close();
    options.signal?.removeEventListener('abort', stop);
  }
}
