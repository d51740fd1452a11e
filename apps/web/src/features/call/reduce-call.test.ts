import { describe, expect, it } from 'vitest';
import { sessionId, viewerMessage } from '../../testing/viewer-messages.ts';
import { type CallEvent, type CallState, idleCall } from './call-state.ts';
import { reduceCall } from './reduce-call.ts';
import { shownAgentState } from './shown-agent-state.ts';

const after = (events: CallEvent[], from: CallState = idleCall): CallState => events.reduce(reduceCall, from);
const kinds = (state: CallState): string[] => state.problems.map((problem) => problem.kind);
const seen = (seq: number, event: Parameters<typeof viewerMessage>[1]): CallEvent => ({
  type: 'viewer_message',
  message: viewerMessage(seq, event),
});

const starting: CallEvent[] = [
  { type: 'start_requested', room: 'lobby' },
  { type: 'session_created', sessionId },
  { type: 'token_received' },
];
const live = after([
  ...starting,
  { type: 'room_joined', at: 1 },
  { type: 'socket', state: { state: 'open' } },
]);

describe('starting', () => {
  it('goes step by step to live', () => {
    expect(starting.map((_event, index) => after(starting.slice(0, index + 1)).step)).toEqual([
      'session',
      'token',
      'room',
    ]);
    expect(live).toMatchObject({ phase: 'live', step: null, room: 'lobby', sessionId });
  });

  it('goes back to idle with the problem when a step fails', () => {
    const state = after([...starting, { type: 'start_failed', problem: { kind: 'token_refused' } }]);
    expect(state.phase).toBe('idle');
    expect(kinds(state)).toEqual(['token_refused']);
  });

  it('forgets the call before', () => {
    const failed = after([seen(3, { type: 'session_state', state: 'failed', reason: 'agent_lost' })], live);
    expect(after([{ type: 'start_requested', room: 'two' }], failed)).toMatchObject({
      outcome: null,
      problems: [],
      transcript: { items: [] },
    });
  });
});

describe('the microphone', () => {
  it('is one problem at a time, gone once it is published', () => {
    const refused = after(
      [
        { type: 'microphone_failed', failure: 'busy' },
        { type: 'microphone_failed', failure: 'refused' },
      ],
      live,
    );
    expect(kinds(refused)).toEqual(['microphone_refused']);
    expect(refused.phase).toBe('live');
    expect(kinds(after([{ type: 'microphone_published' }], refused))).toEqual([]);
  });
});

describe('the transcript socket', () => {
  it('lost is a notice that goes away when it is back', () => {
    const lost = after(
      [{ type: 'socket', state: { state: 'reconnecting', attempt: 1, retryInMs: 100 } }],
      live,
    );
    expect(kinds(lost)).toEqual(['socket_reconnecting']);
    expect(lost.phase).toBe('live');
    expect(kinds(after([{ type: 'socket', state: { state: 'open' } }], lost))).toEqual([]);
  });

  it('away, leaves it to the room to tell who speaks', () => {
    const speakers: CallEvent = { type: 'room_speakers', caller: true, agent: false };
    expect(after([speakers], live).transcript.speaking.caller).toBe(false);
    const lost: CallEvent = { type: 'socket', state: { state: 'reconnecting', attempt: 1, retryInMs: 100 } };
    const told = after([lost, speakers, { type: 'room_agent_state', state: 'thinking' }], live);
    expect(told.transcript).toMatchObject({ speaking: { caller: true }, agentState: 'thinking' });
  });

  it('refused is said, and the call goes on', () => {
    const state = after(
      [{ type: 'socket', state: { state: 'refused', code: 4401, error: undefined } }],
      live,
    );
    expect(kinds(state)).toEqual(['socket_refused']);
    expect(state.phase).toBe('live');
  });
});

describe('the agent', () => {
  it('is joining until something proves that it is there', () => {
    expect(shownAgentState(live)).toBe('joining');
    expect(shownAgentState(after([{ type: 'agent_present', present: true }], live))).toBe('initializing');
    expect(shownAgentState(after([seen(1, { type: 'agent_state', state: 'thinking' })], live))).toBe(
      'thinking',
    );
  });

  it('overdue is said once nobody came, and taken back when it comes', () => {
    const overdue = after([{ type: 'agent_overdue' }], live);
    expect(kinds(overdue)).toEqual(['agent_overdue']);
    expect(kinds(after([seen(1, { type: 'agent_state', state: 'listening' })], overdue))).toEqual([]);
    const there = after([{ type: 'agent_present', present: true }], live);
    expect(kinds(after([{ type: 'agent_overdue' }], there))).toEqual([]);
  });
});

describe('the end', () => {
  it('comes from the server with its reason, and clears what only mattered meanwhile', () => {
    const state = after(
      [
        { type: 'sound_blocked', blocked: true },
        { type: 'microphone_failed', failure: 'missing' },
        seen(2, {
          type: 'session_state',
          state: 'failed',
          reason: 'agent_never_joined',
          message: 'Three tries.',
        }),
      ],
      live,
    );
    expect(state).toMatchObject({
      phase: 'over',
      problems: [],
      outcome: { state: 'failed', reason: 'agent_never_joined', message: 'Three tries.' },
    });
    expect(shownAgentState(state)).toBe('absent');
  });

  it('by Stop keeps the server’s words if they came first', () => {
    const hungUp = seen(2, { type: 'session_state', state: 'ended', reason: 'agent_hung_up' });
    expect(after([{ type: 'stop_requested' }, hungUp, { type: 'stopped' }], live).outcome?.reason).toBe(
      'agent_hung_up',
    );
    expect(after([{ type: 'stop_requested' }, { type: 'stopped' }], live).outcome?.reason).toBe('stopped');
  });

  it('still takes the last words that come after it', () => {
    const over = after([{ type: 'stop_requested' }, { type: 'stopped' }], live);
    const state = after([seen(9, { type: 'transcript', text: 'Goodbye', speaker: 'agent' })], over);
    expect(state.transcript.items).toHaveLength(1);
    expect(state).toMatchObject({ phase: 'over', agentPresent: false });
  });

  it.each([
    ['lost', 'media_lost'],
    ['joined_elsewhere', 'joined_elsewhere'],
    ['removed', 'removed'],
  ] as const)('by being %s is said as %s', (cause, kind) => {
    const state = after([{ type: 'media_reconnecting' }, { type: 'room_left', cause }], live);
    expect(state.phase).toBe('over');
    expect(kinds(state)).toEqual([kind]);
  });

  it('waits for its reason when the room was closed', () => {
    const state = after([{ type: 'room_left', cause: 'closed' }], live);
    expect(state).toMatchObject({ phase: 'live', problems: [] });
  });
});

describe('typing', () => {
  const typed: CallEvent = { type: 'typed', id: 'typed-1', text: 'Hi', at: new Date(0).toISOString() };

  it('gives an unsent line back', () => {
    const state = after([typed, { type: 'typing_failed', id: 'typed-1', text: 'Hi' }], live);
    expect(state).toMatchObject({ unsentText: 'Hi', transcript: { items: [] } });
    expect(kinds(state)).toEqual(['message_not_sent']);
    expect(kinds(after([typed], state))).toEqual([]);
  });
});

it('takes the sound notice back once sound plays, and a dismissed one for good', () => {
  const blocked = after([{ type: 'sound_blocked', blocked: true }], live);
  expect(kinds(blocked)).toEqual(['sound_blocked']);
  expect(kinds(after([{ type: 'sound_blocked', blocked: false }], blocked))).toEqual([]);
  expect(kinds(after([{ type: 'dismissed', kind: 'sound_blocked' }], blocked))).toEqual([]);
});
