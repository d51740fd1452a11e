import { createLogger } from '@parley/observability';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallEnding } from '../session/call-ending.ts';
import { Floor } from '../session/floor.ts';
import { recordReports } from '../testing/recorded-report.ts';
import { CallRecording, type CallRecordingInput } from './call-recording.ts';
import { recordingPhrasesIn } from './recording-phrases.ts';

const phrases = recordingPhrasesIn('en');
const rules = [{ of: 'caller' as const, region: 'DE', needs: 'ask' as const, source: '§ 201 StGB' }];

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

function begin(needs: 'none' | 'announce' | 'ask', record?: CallRecordingInput['record']) {
  const steps: string[] = [];
  const said = Promise.withResolvers<void>();
  const state = { cut: false, user: 'listening' as const };
  const floor = new Floor();
  const ending = new CallEnding();
  const { events: reports, report } = recordReports();
  const audio = Buffer.from('OggS and so on');
  const recording = new CallRecording({
    need: { needs, rules },
    languages: ['en'],
    session: {
      interrupt: () => steps.push('interrupt'),
      say: (text: string) => {
        steps.push(text);
        return { waitForPlayout: () => said.promise, interrupted: state.cut };
      },
      get userState() {
        return state.user;
      },
    } as unknown as CallRecordingInput['session'],
    language: { current: 'en', recordingPhrases: phrases },
    floor,
    ending,
    report,
    log: createLogger({ name: 'test', level: 'silent' }),
    record:
      record ??
      (() => {
        steps.push('record');
        return {
          finish: async () => {
            steps.push('finish');
            return { audio, startedAt: new Date(0), lengthMs: 1_500 };
          },
          abandon: () => steps.push('abandon'),
        };
      }),
  });
  const states = () => reports.flatMap((event) => (event.type === 'recording' ? [event.state] : []));
  return { recording, steps, said, floor, ending, reports, states, state };
}
const turns = async (count = 20) => {
  for (let i = 0; i < count; i += 1) await Promise.resolve();
};

test('where no law wants more it is recorded from the beginning, without a word', async () => {
  const { recording, steps, states } = begin('none');
  await recording.open();
  expect([steps, states()]).toEqual([['record'], ['started']]);
  expect(await recording.finish()).toMatchObject({
    consent: 'not_required',
    evidence: { rules, said: null, answer: null },
    bytes: 14,
    length_ms: 1_500,
  });
});

test('an announcement is heard to its end before anything is recorded', async () => {
  const { recording, steps, said, states } = begin('announce');
  const opened = recording.open();
  await turns();
  expect(steps).toEqual([phrases.announcement]);
  said.resolve();
  await opened;
  expect([steps.at(-1), states()]).toEqual(['record', ['started']]);
  expect(await recording.finish()).toMatchObject({
    consent: 'announced',
    evidence: { said: { text: phrases.announcement, language: 'en' }, answer: null },
  });
});

test('an announcement that was not heard to its end is none', async () => {
  const { recording, steps, said, state } = begin('announce');
  state.cut = true;
  said.resolve();
  await recording.open();
  expect(steps).toEqual([phrases.announcement]);
  expect(await recording.finish()).toBeUndefined();
});

test.each([
  ['Yes, of course.', phrases.agreed, ['started']],
  ['No, thank you.', phrases.declined, ['declined']],
  ['My sink is leaking.', phrases.unclear, ['unclear']],
])('asked, %j: %s', async (answer, reply, states) => {
  const call = begin('ask');
  const opened = call.recording.open();
  call.said.resolve();
  await turns();
  expect([call.steps, call.floor.free]).toEqual([[phrases.question], false]);
  call.floor.heard(answer);
  await opened;
  const agreed = states[0] === 'started';
  expect(call.steps).toEqual([phrases.question, ...(agreed ? ['record'] : []), reply]);
  expect([call.states(), call.floor.free]).toEqual([states, true]);
  const finished = await call.recording.finish();
  if (!agreed) expect(finished).toBeUndefined();
  else expect(finished).toMatchObject({ consent: 'agreed', evidence: { answer: { text: answer } } });
});

test.each([
  ['recorded on without a word where none is needed', 'none', 'not_required', ['record'], ['started']],
  ['announced again', 'announce', 'announced', [phrases.announcement, 'record'], ['started']],
  ['not asked about twice, nor recorded without the proof', 'ask', 'agreed', [], ['lost']],
  ['left as it was declined', 'ask', 'none', [], []],
  ['asked about where nobody had come to it', 'ask', null, [phrases.question], []],
] as const)('a call whose process was lost is %s', async (_, needs, before, wantedSteps, wantedStates) => {
  const { recording, steps, said, states, ending } = begin(needs);
  const reopened = recording.reopen(before);
  said.resolve();
  await turns();
  expect([steps, states()]).toEqual([wantedSteps, wantedStates]);
  ending.end({ by: 'caller', reason: 'caller_hung_up' });
  await reopened;
});

test('no answer at all is no yes', async () => {
  const { recording, said, steps, states } = begin('ask');
  said.resolve();
  const opened = recording.open();
  await vi.advanceTimersByTimeAsync(9_000);
  await opened;
  expect([steps, states()]).toEqual([[phrases.question, phrases.unclear], ['unclear']]);
});

test('who hangs up at the question is not recorded', async () => {
  const { recording, said, steps, ending, states } = begin('ask');
  said.resolve();
  const opened = recording.open();
  await turns();
  ending.end({ by: 'caller', reason: 'caller_hung_up' });
  await opened;
  expect([steps, states()]).toEqual([[phrases.question], []]);
});

test('at the caller’s word it stops at once, says so, and keeps what there was; once', async () => {
  const { recording, steps, said, floor, states } = begin('none');
  said.resolve();
  await recording.stop();
  await recording.open();
  const stopped = recording.stop();
  expect([steps, floor.free]).toEqual([['record', 'finish', 'interrupt'], false]);
  floor.heard('Stop recording, please.');
  await stopped;
  await recording.stop();
  expect(steps).toEqual(['record', 'finish', 'interrupt', phrases.stopped]);
  expect([states(), floor.free]).toEqual([['started', 'stopped'], true]);
  expect(await recording.finish()).toMatchObject({ bytes: 14 });
});

test('a machine that took the call is not recorded, nor what was recorded of it kept', async () => {
  const { recording, steps, states } = begin('none');
  await recording.open();
  recording.abandon();
  expect([steps, states()]).toEqual([
    ['record', 'abandon'],
    ['started', 'discarded'],
  ]);
  expect(await recording.finish()).toBeUndefined();
});

test('a recorder that fails, at its beginning or later, is told to staff, and the call goes on', async () => {
  const atOnce = begin('none', () => {
    throw new Error('no encoder');
  });
  await atOnce.recording.open();
  let fail: (error: Error) => void = () => {};
  const later = begin('none', (onFailed) => {
    fail = onFailed;
    return { finish: async () => Promise.reject(new Error('gone')), abandon: () => {} };
  });
  await later.recording.open();
  fail(new Error('the encoder ended'));
  for (const { recording, states, reports } of [atOnce, later]) {
    expect(states().at(-1)).toBe('lost');
    expect(reports).toContainEqual({
      type: 'error',
      source: 'recording',
      message: 'The call could not be recorded.',
    });
    expect(await recording.finish()).toBeUndefined();
  }
});

test('words that cannot be said are no consent, and no harm', async () => {
  const { recording, steps, said, states, floor } = begin('ask');
  said.reject(new Error('the voice is gone'));
  await recording.open();
  expect([steps, states(), floor.free]).toEqual([[phrases.question], ['lost'], true]);
  expect(await recording.finish()).toBeUndefined();
});
