import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { InvalidWebhookError, type LiveKitWebhook, receiveWebhook } from './receive-webhook.ts';
import { createRoomControl, type RoomControl } from './room-control.ts';
import { findLiveKitServer } from './testing/find-livekit-server.ts';
import { registerWorker } from './testing/register-worker.ts';
import { joinBySignal } from './testing/signal-socket.ts';
import { startLiveKitServer, type TestLiveKitServer } from './testing/start-livekit-server.ts';

// In CI a missing server is a failure, not a reason to skip.
const mayRun = findLiveKitServer() !== undefined || Boolean(process.env.CI);

describe.skipIf(!mayRun)('against a real livekit-server', () => {
  const bodies: { body: string; authorization: string | undefined }[] = [];
  const receiver = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    bodies.push({ body, authorization: request.headers.authorization });
    response.end();
  });
  let server: TestLiveKitServer;
  let control: RoomControl;

  beforeAll(async () => {
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = receiver.address() as AddressInfo;
    server = await startLiveKitServer({ webhookUrl: `http://127.0.0.1:${port}/` });
    control = createRoomControl(server);
  }, 30_000);

  afterAll(async () => {
    await server?.stop();
    receiver.close();
  });

  const room = (livekitRoom: string, metadata = '{}') => ({
    livekitRoom,
    metadata,
    emptyTimeoutS: 60,
    departureTimeoutS: 20,
    agent: { agentName: 'nobody', metadata: '' },
  });

  it('opens a room, tells agents from callers, deletes it and does not mind to do so again', async () => {
    await control.openRoom(room('people', '{"a":1}'));
    await joinBySignal(server, { livekitRoom: 'people', identity: 'ann' });
    await joinBySignal(server, { livekitRoom: 'people', identity: 'agent-1', kind: 'agent' });
    const participants = await control.listParticipants('people');
    expect(participants.map(({ identity, kind }) => [identity, kind]).sort()).toEqual([
      ['agent-1', 'agent'],
      ['ann', 'caller'],
    ]);
    await control.removeParticipant({ livekitRoom: 'people', identity: 'agent-1' });
    await control.deleteRoom('people');
    expect(await control.listRooms(['people'])).toEqual([]);
    expect(await control.listParticipants('people')).toEqual([]);
    await control.deleteRoom('people');
  });

  it('writes its metadata also into a room that a caller has opened by joining early', async () => {
    await joinBySignal(server, { livekitRoom: 'early', identity: 'ann' });
    await control.openRoom(room('early', '{"session_id":"x"}'));
    expect(await control.listRooms(['early'])).toMatchObject([{ metadata: '{"session_id":"x"}' }]);
    await control.setRoomMetadata({ livekitRoom: 'early', metadata: '{"session_id":"y"}' });
    expect(await control.listRooms(['early'])).toMatchObject([{ metadata: '{"session_id":"y"}' }]);
    expect(await control.listParticipants('early')).toMatchObject([{ connected: false }]);
    expect(await control.listDispatches('early')).toMatchObject([{ agentName: 'nobody' }]);
  });

  it('sees whether a dispatch was assigned, and one that LiveKit drops because the worker is full', async () => {
    const worker = await registerWorker(server, { agentName: 'parley', identity: 'agent-ses' });
    const dispatch = async (livekitRoom: string) => {
      const agent = { agentName: 'parley', metadata: livekitRoom };
      await control.openRoom({ ...room(livekitRoom), agent });
      const [made] = await control.listDispatches(livekitRoom);
      if (!made) throw new Error('the room was made without its dispatch');
      return { livekitRoom, dispatchId: made.dispatchId };
    };
    // LiveKit lists a job up to 5 s late when it has just had to ask who serves an agent name; a busy machine later.
    const untilAssigned = (target: { livekitRoom: string; dispatchId: string }) =>
      vi.waitFor(async () => expect(await control.inspectDispatch(target)).toBe('assigned'), 20_000);

    const taken = await dispatch('work-1');
    await untilAssigned(taken);
    worker.reportLoad(1);
    const dropped = await dispatch('work-2');
    worker.reportLoad(0);
    await untilAssigned(await dispatch('work-3'));

    expect(worker.assignments.map(({ metadata }) => metadata)).toEqual(['work-1', 'work-3']);
    expect(await control.inspectDispatch(dropped)).toBe('unassigned');
    expect(await control.listDispatches('work-2')).toEqual([
      { dispatchId: dropped.dispatchId, agentName: 'parley', assignedJobs: 0 },
    ]);
    await control.deleteDispatch(dropped);
    await control.deleteDispatch(dropped);
    expect(await control.inspectDispatch(dropped)).toBe('missing');

    await control.createDispatch({ livekitRoom: 'work-2', agentName: 'parley', metadata: 'again' });
    await vi.waitFor(() => expect(worker.assignments.at(-1)).toMatchObject({ metadata: 'again' }), 20_000);
    await worker.close();
  });

  it('reads the webhooks that the server signs, and no others', async () => {
    await control.openRoom(room('hooked'));
    const caller = await joinBySignal(server, { livekitRoom: 'hooked', identity: 'ann' });
    await caller.leave();
    const received = async () => {
      const hooks: LiveKitWebhook[] = [];
      for (const hook of bodies) hooks.push(await receiveWebhook(server, hook));
      return hooks.filter((hook) => hook.livekitRoom === 'hooked');
    };
    await vi.waitFor(
      async () => {
        const hooks = await received();
        expect(hooks.map(({ event }) => event)).toContain('room_started');
      },
      { timeout: 5000 },
    );
    const [hook] = bodies;
    if (!hook) throw new Error('no webhook came');
    const refused = [
      { ...hook, body: hook.body.replace('{', '{ ') },
      { ...hook, authorization: undefined },
      { ...hook, authorization: 'rubbish' },
    ];
    for (const bad of refused) {
      await expect(receiveWebhook(server, bad)).rejects.toBeInstanceOf(InvalidWebhookError);
    }
    const otherKeys = { apiKey: server.apiKey, apiSecret: 'another secret of the same length, or so' };
    await expect(receiveWebhook(otherKeys, hook)).rejects.toBeInstanceOf(InvalidWebhookError);
  });
});
