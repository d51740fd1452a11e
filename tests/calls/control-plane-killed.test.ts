import type { Transcript } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analysisOf } from '../harness/analysis-of.ts';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { expectTranscriptIsWhatProvidersSaw } from '../harness/expect-transcript.ts';
import { placeCall } from '../harness/place-call.ts';
import { sessionInRoom } from '../harness/session-in-room.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { watchSession } from '../harness/watch-session.ts';

describe.skipIf(!canHear)('the control plane is killed in mid-call', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ name: 'control-plane-killed' });
  });
  afterAll(() => stack?.stop());

  test('the call goes on, and the transcript is complete: nothing lost, nothing doubled', async () => {
    const call = placeCall(stack, { scenario: 'leaking-sink', room: 'sink' });
    const { session_id: sessionId } = await sessionInRoom(stack, 'sink');
    const watch = (after?: number) =>
      watchSession({ wsUrl: stack.wsUrl, sessionId, key: stack.demo.api_key, after });
    const before = await watch();
    await before.until(
      (message) => message.type === 'transcript' && message.speaker === 'caller' && message.final,
      40_000,
      'the caller’s first words',
    );
    const seen = before.messages.at(-1)?.seq;
    await stack.services.kill('control-plane', 'SIGKILL');
    expect(await before.closed).not.toBe(1000);
    await stack.services.restart('control-plane');

    const after = await watch(seen);
    const report = await call.report;
    expect(report.failures).toEqual([]);
    expect(await after.closed).toBe(1000);

    const { json } = await callApi(stack.url, `/transcripts/${sessionId}`, { key: stack.demo.api_key });
    const transcript = json as Transcript;
    expect(transcript).toMatchObject({ state: 'ended', end_reason: 'agent_hung_up' });
    await expectTranscriptIsWhatProvidersSaw(stack, transcript);

    // It was queued with the end, by the process that came after.
    expect(await analysisOf(stack, sessionId)).toMatchObject({
      state: 'done',
      turns_total: transcript.segments.length,
    });

    // One viewer before and one after, by `?after=`, have together seen every final segment once.
    const finals = [...before.of('transcript'), ...after.of('transcript')].filter(({ final }) => final);
    expect(finals.map(({ segment_id }) => segment_id)).toEqual(
      transcript.segments.map(({ segment_id }) => segment_id),
    );
    const seqs = [...before.messages, ...after.messages].map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  }, 180_000);
});
