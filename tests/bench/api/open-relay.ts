import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Room } from '@livekit/rtc-node';
import { AccessToken } from 'livekit-server-sdk';
import { WebSocket } from 'ws';
import { callApi } from '../../harness/call-api.ts';
import { livekitRoom } from '../../harness/livekit-admin.ts';
import { postSession } from '../../harness/post-session.ts';
import type { LivekitServer, Stack } from '../../harness/start-stack.ts';
import { workerToken } from '../../harness/worker-token.ts';

/** Where one publishes and many watch. */
export interface Relay {
  publish(text: string, final?: boolean): void;
  /** The highest number of a published event that is known to be stored. */
  acked(): number;
  watch(seen: (data: Buffer) => void): Promise<WebSocket>;
  /** A viewer that never reads what comes. */
  stall(): Promise<Socket>;
  close(): Promise<void>;
}

/** A session of a running control plane: its worker publishes, viewers watch its transcript. */
export async function openSessionRelay({ url, wsUrl, livekit, demo }: Stack): Promise<Relay> {
  const { sessionId, room } = await postSession(url, demo.api_key);
  const inLivekit = livekitRoom(demo.tenant_id, room);
  const token = await workerToken(livekit, inLivekit);
  const agent = await joinAsAgent(livekit, inLivekit);
  const worker = await open(`${wsUrl}/worker/sessions/${sessionId}/events`, token);
  let acked = 0;
  const welcome = once(worker, 'message');
  worker.send(JSON.stringify({ type: 'hello', job_id: 'bench' }));
  await welcome;
  worker.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'ack') acked = message.seq;
  });
  let seq = 0;
  return openRelay({
    publisher: worker,
    viewerUrl: `${wsUrl}/ws/transcript/${sessionId}`,
    token: demo.api_key,
    wrap: (text, final) => {
      seq += 1;
      const at = new Date().toISOString();
      const event = { type: 'transcript', speaker: 'caller', text, final, segment_id: `c-${seq}` };
      return JSON.stringify({ type: 'event', seq, at, event: { ...event, started_at: at, ended_at: at } });
    },
    acked: () => acked,
    end: async () => {
      await agent.disconnect();
      await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key: demo.api_key });
    },
  });
}

/** A session without its agent in the room would be given up within seconds. */
async function joinAsAgent(
  { url, apiKey, apiSecret }: LivekitServer,
  livekitRoomName: string,
): Promise<Room> {
  const token = new AccessToken(apiKey, apiSecret, { identity: 'agent-bench' });
  token.kind = 'agent';
  token.addGrant({ roomJoin: true, room: livekitRoomName, agent: true });
  const room = new Room();
  await room.connect(url, await token.toJwt(), { autoSubscribe: false, dynacast: false });
  return room;
}

/** A server that does nothing but send on. */
export const openBareRelay = async (wsUrl: string): Promise<Relay> =>
  openRelay({
    publisher: await open(`${wsUrl}/publish`),
    viewerUrl: `${wsUrl}/watch`,
    token: '',
    // As long as what our worker sends.
    wrap: (text) => JSON.stringify({ type: 'transcript', text, padding: 'x'.repeat(200) }),
    acked: () => 0,
    end: async () => {},
  });

interface OpenRelay {
  publisher: WebSocket;
  viewerUrl: string;
  token: string;
  wrap: (text: string, final: boolean) => string;
  acked: () => number;
  end: () => Promise<void>;
}

function openRelay({ publisher, viewerUrl, token, wrap, acked, end }: OpenRelay): Relay {
  const viewers: WebSocket[] = [];
  const stalled: Socket[] = [];
  return {
    publish: (text, final = false) => publisher.send(wrap(text, final)),
    acked,
    watch: async (seen) => {
      const viewer = await open(viewerUrl, token);
      viewer.on('message', (data: Buffer) => {
        if (data.includes('"transcript"')) seen(data);
      });
      viewers.push(viewer);
      return viewer;
    },
    stall: async () => {
      const socket = await upgradeByHand(new URL(viewerUrl), token);
      stalled.push(socket);
      return socket;
    },
    close: async () => {
      for (const socket of stalled) socket.destroy();
      for (const socket of [publisher, ...viewers]) socket.terminate();
      await end();
    },
  };
}

async function open(url: string, token = ''): Promise<WebSocket> {
  const socket = new WebSocket(url, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    perMessageDeflate: false,
  });
  socket.on('error', () => {});
  await once(socket, 'open');
  return socket;
}

async function upgradeByHand({ hostname, port, pathname }: URL, token: string): Promise<Socket> {
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(
    [
      `GET ${pathname} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      `Authorization: Bearer ${token}`,
      '\r\n',
    ].join('\r\n'),
  );
  const [answer] = await once(socket, 'data');
  if (!String(answer).startsWith('HTTP/1.1 101')) throw new Error(`not upgraded: ${answer}`);
  socket.pause();
  return socket;
}
