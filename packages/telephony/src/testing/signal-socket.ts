import { once } from 'node:events';
import { AccessToken } from 'livekit-server-sdk';
import type { LiveKitSettings } from '../livekit-clients.ts';

export interface SignalParticipant {
  leave(): Promise<void>;
}

/** Opens a socket to LiveKit and waits for it; the caller closes it. */
export async function openSocket(url: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url}${url.includes('?') ? '&' : '?'}access_token=${token}`);
  await once(socket, 'open');
  return socket;
}

/** Joins a room by signalling alone: seen in the room's list, without media. */
export async function joinBySignal(
  { url, apiKey, apiSecret }: LiveKitSettings,
  { livekitRoom, identity, kind }: { livekitRoom: string; identity: string; kind?: 'agent' },
): Promise<SignalParticipant> {
  const token = new AccessToken(apiKey, apiSecret, { identity });
  token.addGrant({ roomJoin: true, room: livekitRoom });
  if (kind) token.kind = kind;
  const socket = await openSocket(`${url}/rtc?protocol=15&auto_subscribe=0`, await token.toJwt());
  await once(socket, 'message');
  return {
    leave: async () => {
      socket.send(JSON.stringify({ leave: { reason: 'CLIENT_INITIATED' } }));
      await once(socket, 'close');
    },
  };
}
