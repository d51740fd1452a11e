import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { LiveKitError } from './livekit-error.ts';
import { createRoomControl } from './room-control.ts';
import { freePort } from './testing/free-port.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const serve = async (listener: RequestListener, timeoutMs?: number) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return control((server.address() as AddressInfo).port, timeoutMs);
};

const control = (port: number, timeoutMs = 10_000) =>
  createRoomControl({ url: `ws://127.0.0.1:${port}`, apiKey: 'k', apiSecret: 's', timeoutMs });

const failing = (status: number, body: unknown) =>
  serve((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });

describe('a LiveKit failure', () => {
  it('is unavailable when nobody listens', async () => {
    await expect(control(await freePort()).listRooms()).rejects.toMatchObject({
      name: 'LiveKitError',
      kind: 'unavailable',
      operation: 'list rooms',
    });
  });

  it('is unavailable when no answer comes in time', async () => {
    const rooms = await serve(() => {}, 50);
    await expect(rooms.listRooms()).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'LiveKit list rooms: no answer in time',
    });
  });

  it('is unavailable when LiveKit says that it cannot serve', async () => {
    const rooms = await failing(503, { code: 'unavailable', msg: 'no response from servers' });
    await expect(rooms.listDispatches('r')).rejects.toMatchObject({ kind: 'unavailable', status: 503 });
  });

  it('is refused when the key is wrong, and does not repeat the token', async () => {
    const rooms = await failing(401, { msg: 'invalid token: eyJhbGci.eyJ2aWRl.ID6QR_-Ay, error: bad' });
    const error = await rooms.listRooms().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(LiveKitError);
    expect(error).toMatchObject({ kind: 'refused', status: 401 });
    expect(String(error)).not.toContain('eyJ');
  });

  it('is none when what should go is already gone', async () => {
    const rooms = await failing(404, { code: 'not_found', msg: 'requested room does not exist' });
    await rooms.deleteRoom('r');
    await rooms.deleteDispatch({ livekitRoom: 'r', dispatchId: 'd' });
    await rooms.removeParticipant({ livekitRoom: 'r', identity: 'i' });
    await rooms.setRoomMetadata({ livekitRoom: 'r', metadata: '{}' });
    await expect(rooms.listRooms()).rejects.toMatchObject({ kind: 'refused', status: 404 });
  });
});
