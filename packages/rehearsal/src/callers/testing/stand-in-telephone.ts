import { startFakeControlPlane } from '@parley/api-client/testing';
import { newId, type SessionEvent, type ViewerMessage } from '@parley/contracts';
import { createResampler } from '../../speech/resample.ts';
import { createEar } from '../create-ear.ts';
import { createRecording } from '../create-recording.ts';
import { openPhone, type WhenCalled } from '../phone/open-phone.ts';
import type { PhoneCall } from '../phone/phone-call.ts';
import { speakByPhone } from '../speak-by-phone.ts';

export interface StandInTelephoneOptions {
  /** What the agent says: first its greeting, then one line after each utterance of the caller. */
  lines: string[];
  /** How the transcript prints what the caller said, turn by turn. */
  callerWords?: string[];
  /** At once it answers, unless told. */
  whenCalled?: WhenCalled;
}

/** A number that an agent answers, and the API that knows of its calls: what a caller by telephone meets. */
export async function startStandInTelephone(options: StandInTelephoneOptions) {
  const session_id = newId('session');
  const { lines, callerWords = [], whenCalled = { answerAfterMs: 50 } } = options;
  const events: ViewerMessage[] = [];
  const viewers = new Set<{ send(text: string): void; close(code: number): void }>();
  const phone = await openPhone({ user: '+15550100', whenCalled });
  const calls: PhoneCall[] = [];
  let over = false;

  const emit = (event: SessionEvent): void => {
    const message = { ...event, v: 1, session_id, seq: events.length + 1, at: new Date().toISOString() };
    events.push(message as ViewerMessage);
    for (const viewer of viewers) viewer.send(JSON.stringify(message));
  };
  const print = (speaker: 'caller' | 'agent', text: string): void => {
    const now = new Date().toISOString();
    const segment_id = `${speaker}-${events.length}`;
    const span = { started_at: now, ended_at: now };
    if (!over)
      emit({ type: 'transcript', speaker, text, final: true, segment_id, interrupted: false, ...span });
  };
  const end = (reason: 'agent_hung_up' | 'caller_hung_up'): void => {
    if (over) return;
    emit({ type: 'session_state', state: 'ended', reason });
    over = true;
    for (const viewer of viewers) viewer.close(1000);
  };
  const answer = async (): Promise<void> => {
    const call = await phone.nextCall();
    calls.push(call);
    const origin = performance.now();
    const clock = () => performance.now() - origin;
    const recording = createRecording(16_000);
    const mouth = speakByPhone({ call, voice: 'slt', clock, recording });
    const next = async (): Promise<void> => {
      const text = lines.shift();
      if (text === undefined || over) return;
      const said = await mouth.say(text);
      if (!said.cut) print('agent', text);
      if (!text.includes('Goodbye')) return;
      call.hangUp();
      end('agent_hung_up');
    };
    const ear = createEar({
      clock,
      recording,
      turnEndMs: 400,
      onStart: () => {},
      onTurn: () => {
        print('caller', callerWords.shift() ?? '');
        void next();
      },
    });
    const resampler = createResampler(8000, 16_000);
    call.audio.listen((pcm) => ear.hear(resampler.push(pcm)));
    void call.ended.then((by) => by === 'there' && end('caller_hung_up'));
    await next();
  };
  void answer();

  const ok = (body: unknown) => () => ({ status: 200, body });
  const api = await startFakeControlPlane({
    routes: {
      'GET /api/v1/calls': () => {
        const from = calls[0]?.peerUser;
        const rows = from
          ? [
              { session_id: 'ses_other', from: '+15550001' },
              { session_id, from },
            ]
          : [];
        return { status: 200, body: { calls: rows, next_cursor: null } };
      },
      [`GET /sessions/${session_id}`]: ok({ session_id, room: 'phone-1' }),
      [`GET /transcripts/${session_id}`]: () => {
        const segments = events.filter(({ type }) => type === 'transcript');
        return { status: 200, body: { session_id, segments, ticket: null } };
      },
    },
    onViewer: (socket) => {
      viewers.add(socket);
      for (const event of events) socket.send(JSON.stringify(event));
    },
  });
  return {
    url: api.url,
    uri: phone.uri,
    /** Keys that the agent's side heard. */
    keys: () => calls[0]?.digits,
    /** Who hung up, by the agent's side. */
    ended: () => calls[0]?.ended,
    async stop() {
      await phone.close();
      await api.kill();
    },
  };
}
