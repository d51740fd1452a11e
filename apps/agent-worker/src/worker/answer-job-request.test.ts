import { initializeLogger, type JobRequest, log as sdkLog } from '@livekit/agents';
import { newId } from '@parley/contracts';
import { createLogger } from '@parley/observability';
import { beforeAll, expect, test, vi } from 'vitest';
import { Admission } from './admission.ts';
import { answerJobRequest } from './answer-job-request.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'info' }));

const sessionId = newId('session');
const good = JSON.stringify({ session_id: sessionId, token: 'secret-token' });

async function answer(metadata: string, admission = new Admission({ maxSessions: 1 })) {
  const lines: string[] = [];
  const log = createLogger({ name: 'test' }, { write: (line: string) => void lines.push(line) });
  const request = { id: 'job-1', job: { metadata }, accept: vi.fn(), reject: vi.fn() };
  const onAccepted = vi.fn();
  await answerJobRequest(request as unknown as JobRequest, { admission, log, onAccepted });
  return { request, onAccepted, lines: lines.join('') };
}

test("takes a job under the session's identity, and its token is in no log line", async () => {
  const { request, onAccepted, lines } = await answer(good);
  expect(onAccepted).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ session_id: sessionId }));
  expect(request.accept).toHaveBeenCalledExactlyOnceWith('Parley', `agent-${sessionId}`);
  expect(request.reject).not.toHaveBeenCalled();
  expect(lines).toContain(sessionId);
  expect(lines).not.toContain('secret-token');
});

test('refuses beyond the cap', async () => {
  const admission = new Admission({ maxSessions: 1 });
  admission.admit('another');
  const { request, onAccepted } = await answer(good, admission);
  expect(onAccepted).not.toHaveBeenCalled();
  expect(request.reject).toHaveBeenCalledOnce();
  expect(request.accept).not.toHaveBeenCalled();
});

test.each(['', 'not json', '{"session_id":"x"}'])('refuses foreign metadata %j', async (metadata) => {
  const { request } = await answer(metadata);
  expect(request.reject).toHaveBeenCalledOnce();
});

test("LiveKit's own log lines about a job do not show its metadata", async () => {
  await answer(good);
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  sdkLog()
    .child({ job: { id: 'job-9', metadata: good } })
    .warn('received assignment for unknown job');
  const written = write.mock.calls.map(([line]) => String(line)).join('');
  write.mockRestore();
  expect(written).toContain('job-9');
  expect(written).not.toContain('secret-token');
});
