import { describe, expect, it } from 'vitest';
import { at, sessionId, ticket, viewerMessage } from '../../testing/viewer-messages.ts';
import { applyStoredTranscript } from './apply-stored-transcript.ts';
import { applyTypedMessage, withdrawTypedMessage } from './apply-typed-message.ts';
import { applyViewerMessage } from './apply-viewer-message.ts';
import { emptyTranscript, type TranscriptView } from './transcript-view.ts';

type Event = Parameters<typeof viewerMessage>[1];
const play = (events: [number, Event][], from: TranscriptView = emptyTranscript): TranscriptView =>
  events.reduce((view, [seq, event]) => applyViewerMessage(view, viewerMessage(seq, event)), from);

const said = (
  segment_id: string,
  text: string,
  final: boolean,
  speaker: 'caller' | 'agent' = 'caller',
): Event => ({
  type: 'transcript',
  segment_id,
  text,
  final,
  speaker,
});
const lines = (view: TranscriptView): string[] =>
  view.items.map((item) => (item.kind === 'segment' ? `${item.final ? '' : '~'}${item.text}` : item.kind));

describe('transcript segments', () => {
  it('turn from interim to final in their place, even when others spoke since', () => {
    const interim = play([
      [1, said('c-1', 'My', false)],
      [2, said('c-1', 'My sink', false)],
      [3, said('a-1', 'Oh dear', true, 'agent')],
    ]);
    expect(lines(interim)).toEqual(['~My sink', 'Oh dear']);
    expect(lines(play([[4, said('c-1', 'My sink leaks.', true)]], interim))).toEqual([
      'My sink leaks.',
      'Oh dear',
    ]);
  });

  it('keep their place for what is put beside them later', () => {
    const view = play([
      [1, said('c-1', 'My', false)],
      [3, said('a-1', 'Oh dear', true, 'agent')],
      [4, said('c-1', 'My sink.', true)],
      [5, { type: 'turn_timing', total_ms: 700, segment_id: 'c-1' }],
    ]);
    expect(lines(view)).toEqual(['My sink.', 'timing', 'Oh dear']);
  });

  it('keep their final text when a late interim comes', () => {
    const view = play([
      [1, said('c-1', 'Done.', true)],
      [2, said('c-1', 'Do', false)],
    ]);
    expect(lines(view)).toEqual(['Done.']);
  });

  it('are not doubled when the socket replays what the stored transcript had', () => {
    const stored = applyStoredTranscript(emptyTranscript, {
      session_id: sessionId,
      state: 'ended',
      end_reason: 'stopped',
      segments: [
        {
          segment_id: 'a-1',
          seq: 5,
          speaker: 'agent',
          text: 'Hello',
          interrupted: false,
          started_at: at(1),
          ended_at: at(5),
        },
        {
          segment_id: 'c-1',
          seq: 9,
          speaker: 'caller',
          text: 'Hi',
          interrupted: true,
          started_at: at(6),
          ended_at: at(9),
        },
      ],
      ticket,
    });
    const view = play(
      [
        [5, said('a-1', 'Hello', true, 'agent')],
        [7, { type: 'tool', call_id: 't', name: 'lookup_knowledge', status: 'succeeded' }],
        [9, said('c-1', 'Hi', true)],
      ],
      stored,
    );
    expect(lines(view)).toEqual(['Hello', 'tool', 'Hi']);
    expect(view.ticket?.name).toBe('John Smith');
    expect(view.session).toMatchObject({ state: 'ended', reason: 'stopped' });
  });
});

describe('a typed line', () => {
  const typed = { id: 'typed-1', text: 'Is there parking?', at: at(0) };

  it('stands where it was typed and gives way to the server’s own segment', () => {
    const view = applyTypedMessage(play([[1, said('a-1', 'Hello', true, 'agent')]]), typed);
    expect(lines(view)).toEqual(['Hello', 'Is there parking?']);
    const echoed = play([[4, said('c-9', 'is there parking', true)]], view);
    expect(lines(echoed)).toEqual(['Hello', 'is there parking']);
  });

  it('goes away when it could not be sent', () => {
    expect(withdrawTypedMessage(applyTypedMessage(emptyTranscript, typed), typed.id).items).toEqual([]);
  });
});

describe('turn timings', () => {
  const timing = (segment_id?: string): Event => ({ type: 'turn_timing', total_ms: 800, segment_id });
  const turn: [number, Event][] = [
    [1, said('a-0', 'Hello', true, 'agent')],
    [2, said('c-1', 'Hi', true)],
    [3, said('a-1', 'Yes', false, 'agent')],
  ];

  it.each([
    ['of the agent’s segment', timing('a-1')],
    ['of the caller’s segment', timing('c-1')],
    ['of no segment', timing()],
    ['of a segment not seen yet', timing('a-9')],
  ])('%s lie between question and answer', (_which, event) => {
    expect(lines(play([...turn, [4, event]]))).toEqual(['Hello', 'Hi', 'timing', '~Yes']);
  });

  it('of no segment keep to their own turn when a whole call is replayed over stored segments', () => {
    const later = play([...turn, [10, said('c-2', 'And', true)], [11, said('a-2', 'So', true, 'agent')]]);
    expect(lines(play([[4, timing()]], later))).toEqual(['Hello', 'Hi', 'timing', '~Yes', 'And', 'So']);
  });

  it('come before an answer that has not begun', () => {
    const view = play([turn[1] as [number, Event], [3, timing()], [4, said('a-1', 'Yes', true, 'agent')]]);
    expect(lines(view)).toEqual(['Hi', 'timing', 'Yes']);
  });
});

describe('the rest', () => {
  it('shows a tool once, with its arguments and what came of it', () => {
    const view = play([
      [
        1,
        { type: 'tool', call_id: 't', name: 'create_ticket', status: 'started', arguments: { name: 'John' } },
      ],
      [2, { type: 'tool', call_id: 't', name: 'create_ticket', status: 'succeeded', result: 'ok' }],
    ]);
    expect(view.items).toMatchObject([
      { kind: 'tool', status: 'succeeded', arguments: { name: 'John' }, result: 'ok' },
    ]);
  });

  it('knows who speaks, from both kinds of event', () => {
    const view = play([
      [1, { type: 'speech_started', speaker: 'caller' }],
      [2, { type: 'agent_state', state: 'speaking' }],
    ]);
    expect(view.speaking).toEqual({ caller: true, agent: true });
    expect(play([[3, { type: 'speech_stopped', speaker: 'caller' }]], view).speaking.caller).toBe(false);
  });

  it('falls silent when the session is over', () => {
    const view = play([
      [1, { type: 'agent_state', state: 'speaking' }],
      [2, { type: 'session_state', state: 'ended', reason: 'stopped' }],
    ]);
    expect(view).toMatchObject({
      agentState: 'gone',
      speaking: { agent: false },
      session: { reason: 'stopped' },
    });
  });

  it('counts the time from the moment the session is active', () => {
    const view = play([
      [700, { type: 'session_state', state: 'active', reason: null }],
      [900, { type: 'session_state', state: 'active', reason: null }],
    ]);
    expect(view.beganAt).toBe(Date.parse(at(700)));
  });
});
