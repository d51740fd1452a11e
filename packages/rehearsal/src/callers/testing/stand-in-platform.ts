import { startFakeControlPlane } from '@parley/api-client/testing';
import type { SessionEvent, TicketId, ViewerMessage } from '@parley/contracts';
import { newId } from '@parley/contracts';
import type { HeardTurn } from '../create-ear.ts';
import type { TestLiveKitServer } from './start-livekit-server.ts';
import { joinTalkingAgent, type TalkingAgentOptions } from './talking-agent.ts';

export interface StandInOptions {
  livekit: TestLiveKitServer;
  lines: TalkingAgentOptions['lines'];
  /** How the transcript prints what the caller said, turn by turn; what was typed is printed as typed. */
  callerWords?: string[];
  ticket?: { name: string; phone: string; property: string; reason: string };
}

/** The session API in front of a real room with an agent that speaks: what a caller meets, without the platform. */
export async function startStandInPlatform({ livekit, lines, callerWords = [], ticket }: StandInOptions) {
  const session_id = newId('session');
  const events: ViewerMessage[] = [];
  const viewers = new Set<{ send(text: string): void; close(code: number): void }>();
  const joined: string[] = [];
  let leave: (() => Promise<void>) | undefined;
  let spoken = 0;
  let over = false;

  const emit = (event: SessionEvent): void => {
    const message = { ...event, v: 1, session_id, seq: events.length + 1, at: new Date().toISOString() };
    events.push(message as ViewerMessage);
    for (const viewer of viewers) viewer.send(JSON.stringify(message));
  };
  const print = (speaker: 'caller' | 'agent', text: string, interrupted = false): void => {
    if (over) return;
    const now = new Date().toISOString();
    const segment_id = `${speaker}-${events.length}`;
    emit({
      type: 'transcript',
      speaker,
      text,
      final: true,
      segment_id,
      interrupted,
      started_at: now,
      ended_at: now,
    });
  };
  const end = async (reason: 'agent_hung_up' | 'caller_hung_up' | 'stopped'): Promise<void> => {
    if (over) return;
    over = true;
    emit({ type: 'session_state', state: 'ended', reason });
    for (const viewer of viewers) viewer.close(1000);
    await leave?.();
  };
  const written = ticket && {
    ...ticket,
    ticket_id: newId('ticket') as TicketId,
    session_id,
    status: 'open' as const,
    summary: null,
    evidence: {},
    created_at: new Date().toISOString(),
  };
  const hear = (turn: HeardTurn): void => print('caller', turn.text ?? callerWords[spoken++] ?? '');
  const said = (text: string, interrupted: boolean): void => {
    print('agent', text, interrupted);
    if (text.includes('Goodbye')) void end('agent_hung_up');
  };

  const api = await startFakeControlPlane({
    routes: {
      'POST /session': async ({ body }) => {
        const { room } = body as { room: string };
        const token = await livekit.token(room, `agent-${session_id}`);
        leave = await joinTalkingAgent({
          url: livekit.url,
          token,
          lines,
          onSaid: said,
          onHeard: hear,
          onCallerGone: () => void end('caller_hung_up'),
        });
        return { status: 201, body: { session_id, room } };
      },
      'GET /token': async ({ url }) => {
        const room = new URLSearchParams(url.split('?')[1]).get('room') ?? '';
        joined.push(room);
        return { status: 200, body: { token: await livekit.token(room, 'caller'), url: livekit.url } };
      },
      [`DELETE /session/${session_id}`]: async () => {
        await end('stopped');
        return { status: 200, body: { stopped: true } };
      },
      [`GET /transcripts/${session_id}`]: () => ({
        status: 200,
        body: {
          session_id,
          segments: events.filter(({ type }) => type === 'transcript'),
          ticket: written ?? null,
        },
      }),
    },
    onViewer: (socket) => {
      viewers.add(socket);
      for (const event of events) socket.send(JSON.stringify(event));
    },
  });
  return {
    url: api.url,
    joined,
    requests: api.requests,
    emit,
    async stop() {
      await leave?.();
      await api.kill();
    },
  };
}
