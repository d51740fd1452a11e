import { setTimeout as delay } from 'node:timers/promises';
import type { StreamTicket } from '@parley/contracts';
import type { Call } from '../calls/call.ts';
import { enterRoom } from '../calls/enter-room.ts';
import type { GatewayContext } from '../calls/gateway-context.ts';
import { longestRingingMs } from '../calls/limits.ts';
import { ringingTone } from '../calls/media/tones.ts';
import { openStreamPath, type StreamPath } from './open-stream-path.ts';
import type { TicketReader } from './read-stream-ticket.ts';
import { isOurFormat, type StreamStart } from './stream-message.ts';
import type { StreamSocket } from './stream-socket.ts';

/** Between the connection and the message that says whose it is. */
const startPatienceMs = 5_000;
/** A caller hears ringing only when the agent is not there at once. */
const ringAfterMs = 700;

type StreamContext = Pick<GatewayContext, 'calls' | 'livekit' | 'bridgeId' | 'log' | 'mediaTimeoutMs'>;

/** One of Twilio's media streams: a call joins its room, or the socket is closed, which hangs up. */
export async function takeStream(
  context: StreamContext,
  socket: StreamSocket,
  readTicket: TicketReader,
): Promise<void> {
  const { calls, log } = context;
  const refuse = (why: string, code: 1008 | 1013 = 1008): void => {
    log.info({ why }, 'media stream refused');
    socket.close(code, why);
  };
  const patience = new AbortController();
  const start = await Promise.race([
    socket.started,
    delay(startPatienceMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
  if (!start) return refuse('no start message');
  if (!isOurFormat(start)) return refuse('not µ-law at 8 kHz');
  if (calls.full) return refuse(calls.stopping ? 'the gateway stops' : 'no capacity', 1013);
  const ticket = await readTicket(start);
  if ('refused' in ticket) return refuse(ticket.refused);
  // Others may have come while the ticket was read.
  if (calls.full) return refuse('no capacity', 1013);
  const call = calls.open(ticket.direction, { twilioCallSid: start.callSid });
  call.own('stream', () => socket.close(1000, 'the call is over'));
  void socket.closed.then((how) => call.end(how === 'stopped' ? 'peer-hung-up' : 'transport-lost'));
  try {
    await join(context, { call, socket, start, ticket });
  } catch (error) {
    call.log.error({ err: error }, 'a call could not be served');
    call.end('failed');
  }
}

interface StreamCall {
  call: Call;
  socket: StreamSocket;
  start: StreamStart;
  ticket: StreamTicket;
}

async function join(context: StreamContext, { call, socket, start, ticket }: StreamCall): Promise<void> {
  const path = openStreamPath({
    streamSid: start.streamSid,
    wire: socket,
    log: call.log,
    mediaTimeoutMs: context.mediaTimeoutMs,
    onTimeout: () => call.end('media-timeout'),
  });
  call.own('media', () => path.close());
  socket.listen((message) => path.take(message));
  // Twilio has answered before it opens a stream; for the room a call in rings until somebody there listens.
  const ringing = ticket.direction === 'inbound';
  if (!call.become(ringing ? 'ringing' : 'active')) return;
  call.endAfter(ticket.max_duration_s * 1000, 'too-long');
  const leg = enterRoom(context, call, path, {
    roomName: ticket.room,
    identity: ticket.identity,
    name: ticket.name,
    metadata: '',
    roomConfig: undefined,
    attributes: {
      ...ticket.attributes,
      'sip.callID': start.callSid,
      'sip.callStatus': ringing ? 'ringing' : 'active',
      'sip.twilio.callSid': start.callSid,
      'sip.twilio.accountSid': start.accountSid,
    },
  });
  if (!ringing) return;
  const stopWaiting = call.endAfter(longestRingingMs, 'no-answer');
  const stopRinging = ringSoon(call, path);
  await Promise.race([leg.subscribed, leg.ended]);
  stopRinging();
  stopWaiting();
  if (call.become('active')) await leg.setAttributes({ 'sip.callStatus': 'active' });
}

/** Nobody is left in silence while the agent is on its way. @returns stops it */
function ringSoon(call: Call, path: StreamPath): () => void {
  let tone: { stop(): void } | undefined;
  const timer = setTimeout(() => {
    tone = path.toneToPhone(ringingTone);
  }, ringAfterMs);
  const stop = (): void => {
    clearTimeout(timer);
    tone?.stop();
  };
  call.own('ringing', stop);
  return stop;
}
