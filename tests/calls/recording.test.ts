import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiRequest, callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { hearRecording } from '../harness/hear-recording.ts';
import { ownScenario } from '../harness/own-scenario.ts';
import { type CallReport, placeCall } from '../harness/place-call.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';

describe.skipIf(!canHear)('an agent that asks whether it may record', () => {
  let stack: Stack;
  let agreed: CallReport;
  let declined: CallReport;
  beforeAll(async () => {
    stack = await startStack({ name: 'recording' });
    const agent = `/api/v1/agents/${stack.demo.agent_id}`;
    const { draft: config } = (await api(agent)).json;
    const greeting = 'Hello. How can I help you?';
    const asking = { config: { ...config, greeting, recording: { mode: 'ask', keep_days: 30 } } };
    expect((await api(agent, { method: 'PUT', body: asking })).status).toBe(200);
    expect((await api(`${agent}/publish`, { method: 'POST', body: {} })).status).toBeLessThan(300);
    // One after the other: what each of them says and hears is looked at to the word.
    const call = (scenario: string) =>
      placeCall(stack, { scenario: ownScenario(scenario), room: scenario }).report;
    agreed = await call('agrees-to-recording');
    declined = await call('declines-recording');
  }, 240_000);
  afterAll(() => stack?.stop());

  const api = (path: string, more: ApiRequest = {}) =>
    callApi(stack.url, path, { key: stack.demo.api_key, ...more });
  const detailsOf = async ({ session_id }: CallReport) => (await api(`/api/v1/sessions/${session_id}`)).json;
  const statesOf = ({ events }: CallReport) =>
    events.flatMap((event) => (event.type === 'recording' ? [event.state] : []));

  test('a yes is recorded: the caller on the left, the agent on the right, and nothing from before it', async () => {
    expect(agreed.failures).toEqual([]);
    const stored = async () => {
      const { recording } = await detailsOf(agreed);
      return recording?.state === 'stored' && recording;
    };
    const recording = await waitUntil(stored, { within: 15_000, what: 'the recording is stored' });
    expect(recording).toMatchObject({ consent: 'agreed', content_type: 'audio/ogg' });
    const { said, answer } = recording.evidence;
    expect(said.text).toContain('May I record this call?');
    expect(answer.text).toMatch(/\byes\b/i);
    expect(new Date(recording.started_at).getTime()).toBeGreaterThanOrEqual(new Date(answer.at).getTime());

    const answered = await fetch(`${stack.url}/api/v1/sessions/${agreed.session_id}/recording`, {
      headers: { authorization: `Bearer ${stack.demo.api_key}` },
    });
    const audio = new Uint8Array(await answered.arrayBuffer());
    expect(audio.length).toBe(recording.bytes);
    expect(createHash('sha256').update(audio).digest('hex')).toBe(recording.sha256);
    const { left, right, lengthMs } = await hearRecording(audio);
    expect(Math.abs(lengthMs - recording.length_ms)).toBeLessThan(100);
    expect(left.words).toMatch(/\b(office|hours)\b/);
    expect(left.words).not.toMatch(/\bmonday\b|\bfine\b/);
    expect(right.words).toMatch(/\bmonday\b/);
    expect(right.words).not.toMatch(/office hours\?|yes or no|record/);
    // Each of them where it was said: question and answer do not lie on each other.
    const asked = left.spans[0];
    const greeted = right.spans.filter(({ endMs }) => endMs < (asked?.startMs ?? 0));
    expect(greeted.length).toBeGreaterThan(0);
    for (const { startMs, endMs } of right.spans)
      expect(endMs < (asked?.startMs ?? 0) || startMs > (asked?.endMs ?? 0)).toBe(true);
    expect(statesOf(agreed)).toEqual(expect.arrayContaining(['started']));
  });

  test('a no is not: the call goes on, and not a byte is on disk', async () => {
    expect(declined.failures).toEqual([]);
    expect(statesOf(declined)).toEqual(['declined']);
    const details = await detailsOf(declined);
    expect([details.state, details.recording]).toEqual(['ended', null]);
    expect((await api(`/api/v1/sessions/${declined.session_id}/recording`)).status).toBe(404);
    const directory = join(stack.area.dir, 'recordings');
    const files = existsSync(directory)
      ? readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      : [];
    const kept = (await detailsOf(agreed)).recording.recording_id;
    expect(files.map(({ name }) => name)).toEqual([`${kept}.ogg`]);
  });
});
