import type { WorkerEvent } from '@parley/contracts';
import { beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../../harness/call-api.ts';
import { livekitRoom } from '../../harness/livekit-admin.ts';
import { postSession } from '../../harness/post-session.ts';
import { connectScriptedWorker } from '../../harness/scripted-worker.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { watchSession } from '../../harness/watch-session.ts';
import { workerToken } from '../../harness/worker-token.ts';

export const transcriptSocketSuite = (shared: () => Stack) =>
  describe('the transcript socket', () => {
    let stack: Stack;
    beforeAll(async () => {
      stack = shared();
    });

    const said = (segmentId: string, text: string, final: boolean): WorkerEvent => ({
      type: 'transcript',
      speaker: segmentId.startsWith('a') ? 'agent' : 'caller',
      text,
      final,
      segment_id: segmentId,
      interrupted: false,
      started_at: new Date().toISOString(),
      ended_at: new Date().toISOString(),
    });

    async function openSession() {
      const { demo, url, wsUrl } = stack;
      const { sessionId, room } = await postSession(url, demo.api_key);
      const token = await workerToken(stack.livekit, livekitRoom(demo.tenant_id, room));
      const watch = (after?: number) => watchSession({ wsUrl, sessionId, key: demo.api_key, after });
      const connect = (jobId: string) => connectScriptedWorker({ wsUrl, sessionId, token, jobId });
      const stop = () => callApi(url, `/session/${sessionId}`, { method: 'DELETE', key: demo.api_key });
      const transcript = async () =>
        (await callApi(url, `/transcripts/${sessionId}`, { key: demo.api_key })).json;
      return { sessionId, watch, connect, stop, transcript };
    }

    test('events reach a viewer in order, and ?after= replays exactly what was missed', async () => {
      const session = await openSession();
      const viewer = await session.watch();
      const worker = await session.connect('job-1');
      await worker.report(1, { type: 'speech_started', speaker: 'agent' });
      worker.send(2, said('a-1', 'Hello', false));
      await worker.report(3, said('a-1', 'Hello, this is Maple.', true));
      await worker.report(4, { type: 'speech_stopped', speaker: 'agent' });
      worker.send(5, said('c-1', 'my sink', false));
      await worker.report(6, said('c-1', 'My sink is leaking.', true));
      await worker.report(7, {
        type: 'turn_timing',
        segment_id: 'c-1',
        endpointing_ms: 300,
        stt_ms: 90,
        llm_first_token_ms: null,
        tts_first_audio_ms: 120,
        total_ms: 700,
      });
      const timing = await viewer.until(
        (message) => message.type === 'turn_timing',
        5000,
        'the turn’s timing',
      );

      const reported = viewer.messages.filter((message) => message.type !== 'session_state');
      expect(reported.map((message) => message.type)).toEqual([
        'speech_started',
        'transcript',
        'transcript',
        'speech_stopped',
        'transcript',
        'transcript',
        'turn_timing',
      ]);
      const seqs = viewer.messages.map((message) => message.seq);
      expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));

      const stopped = viewer.messages.find((message) => message.type === 'speech_stopped');
      const resumed = await session.watch(stopped?.seq);
      await resumed.until((message) => message.seq === timing.seq, 5000, 'the last event');
      expect(resumed.messages.map((message) => [message.type, 'text' in message && message.text])).toEqual([
        ['transcript', 'My sink is leaking.'],
        ['turn_timing', false],
      ]);

      await session.stop();
      expect(await Promise.all([viewer.closed, resumed.closed])).toEqual([1000, 1000]);
      expect(await worker.ended).toBe('stopped');
      worker.close();
      const { segments } = await session.transcript();
      expect(segments.map(({ speaker, text }: { speaker: string; text: string }) => [speaker, text])).toEqual(
        [
          ['agent', 'Hello, this is Maple.'],
          ['caller', 'My sink is leaking.'],
        ],
      );
    });

    test('what a worker sends twice, after losing its socket, is written and shown once', async () => {
      const session = await openSession();
      const viewer = await session.watch();
      const first = await session.connect('job-1');
      await first.report(1, said('a-1', 'Hello.', true));
      first.close();
      const again = await session.connect('job-1');
      expect(again.welcome.acked_seq).toBe(1);
      await again.report(1, said('a-1', 'Hello.', true));
      await again.report(2, said('c-1', 'Good morning.', true));
      again.close();
      const other = await session.connect('job-2');
      expect(other.welcome.acked_seq).toBe(0);
      await other.report(1, { type: 'speech_started', speaker: 'agent' });
      other.close();
      await session.stop();
      expect(await viewer.closed).toBe(1000);
      expect(viewer.of('transcript').map(({ segment_id, text }) => [segment_id, text])).toEqual([
        ['a-1', 'Hello.'],
        ['c-1', 'Good morning.'],
      ]);
      expect((await session.transcript()).segments).toHaveLength(2);
    });

    test('a worker cannot end a session by an event, nor harm one by nonsense', async () => {
      const session = await openSession();
      const viewer = await session.watch();
      const worker = await session.connect('job-1');
      await worker.report(1, { type: 'session_state', state: 'ended' } as unknown as WorkerEvent);
      await worker.report(2, { type: 'ticket', ticket: null } as unknown as WorkerEvent);
      await worker.report(3, said('a-1', 'Hello.', true));
      const { state, ticket, segments } = await session.transcript();
      expect(['created', 'connecting', 'active']).toContain(state);
      expect(ticket).toBeNull();
      expect(segments).toHaveLength(1);
      worker.close();
      await session.stop();
      expect(await viewer.closed).toBe(1000);
      expect(viewer.of('ticket')).toEqual([]);
    });
  });
