import { type AnnounceRecordingBody, newId } from '@parley/contracts';
import { expect, test } from 'vitest';
import { storeRecording } from './store-recording.ts';

const sessionId = newId('session');
const at = '2026-11-30T12:00:00.000Z';
const announced: AnnounceRecordingBody = {
  consent: 'agreed',
  evidence: {
    rules: [],
    said: { text: 'May I?', language: 'en', at },
    answer: { text: 'Yes.', at },
  },
  started_at: at,
  length_ms: 1_000,
  bytes: 4,
  sha256: 'a'.repeat(64),
};
const recording = {
  ...announced,
  recording_id: newId('recording'),
  state: 'stored',
  content_type: 'audio/ogg',
  stored_at: at,
  expires_at: at,
};
const problem = (status: number, code: string) => () =>
  Response.json({ type: 'x', title: 'x', status, code }, { status });

/** A control plane that answers the audio with each of these, one after the other. */
function plane(...answers: (() => Response)[]) {
  const asked: string[] = [];
  const brought: unknown[] = [];
  const fetch = async (url: string, { method, body, headers }: RequestInit) => {
    asked.push(`${method} ${new URL(url).pathname.replace(sessionId, 'ID')}`);
    if (method === 'POST') return Response.json({ ...recording, state: 'expected' });
    brought.push([[...(body as Uint8Array)], new Headers(headers).get('content-type')]);
    const answer = answers.shift();
    if (!answer) throw new TypeError('fetch failed');
    return answer();
  };
  const access = { url: 'http://plane.test/', sessionId, token: 't', fetch: fetch as never };
  return { access, asked, brought };
}
const audio = Uint8Array.of(0x4f, 0x67, 0x67, 0x53);
const put = 'PUT /worker/sessions/ID/recording/content';

test('is announced, then brought as it is, and again while the control plane is away or its disk is full', async () => {
  const { access, asked, brought } = plane(
    problem(503, 'STORAGE_UNAVAILABLE'),
    () => {
      throw new TypeError('fetch failed');
    },
    () => Response.json(recording),
  );
  expect(await storeRecording(access, { ...announced, audio })).toMatchObject({ state: 'stored' });
  expect(asked).toEqual(['POST /worker/sessions/ID/recording', put, put, put]);
  expect(brought).toEqual(Array(3).fill([[...audio], 'audio/ogg']));
});

test('is not brought again where that cannot help, and not for ever', async () => {
  const refused = plane(problem(422, 'RECORDING_MISMATCH'));
  await expect(storeRecording(refused.access, { ...announced, audio })).rejects.toMatchObject({
    code: 'RECORDING_MISMATCH',
  });
  expect(refused.asked).toHaveLength(2);
  const away = plane();
  const signal = AbortSignal.timeout(300);
  await expect(storeRecording({ ...away.access, signal }, { ...announced, audio })).rejects.toThrow();
});
