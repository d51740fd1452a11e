import { initializeLogger, voice } from '@livekit/agents';
import { beforeAll, expect, test, vi } from 'vitest';
import { withoutRemoteControl } from './without-remote-control.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

test("the session's host is never made known to it", async () => {
  const session = withoutRemoteControl(
    new voice.AgentSession({ vad: null, turnHandling: { turnDetection: null } }),
  ) as unknown as { sessionHost: { registerSession(): void; start(): Promise<void> } };
  const host = { registerSession: vi.fn(), start: vi.fn() };
  session.sessionHost = host;
  session.sessionHost.registerSession();
  await session.sessionHost.start();
  expect(host.registerSession).not.toHaveBeenCalled();
  expect(host.start).not.toHaveBeenCalled();
});

test('this version of LiveKit still keeps its host under that name', () => {
  const source = voice.AgentSession.toString();
  expect(source).toContain('this.sessionHost = new SessionHost(transport)');
});
