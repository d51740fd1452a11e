import { isIP } from 'node:net';
import { TransportError } from 'sip.js/lib/core/index.js';
import type { SipCall } from '../call/sip-call.ts';
import { type MessageHead, readHead } from '../message/read-head.ts';
import { requestDestination } from '../message/request-destination.ts';
import { type HostPort, viaDestination } from '../message/via.ts';

/** Sends what the call's core has written: responses by their Via, requests by Route or Request-URI. */
export async function sendMessage(call: SipCall, text: string): Promise<void> {
  const head = readHead(text);
  const to = head && (head.method ? requestDestination(text) : viaDestination(head.topVia));
  if (!head || !to) throw new TransportError('The message has no destination');
  if (call.released) return;
  if (call.protocol === 'TCP') return sendOverTcp(call, text, to);
  const send = () => call.wire.sockets.sendUdp(text, reachable(call, to));
  // Before the first is sent: its answer may be here before we hear that it has left.
  repeatUntilAnswered(call, head, () => void (call.released || send().catch(() => {})));
  await send();
}

async function sendOverTcp(call: SipCall, text: string, to: HostPort) {
  const connection = call.connection ?? (await call.wire.sockets.connectTcp(to));
  call.useConnection(connection);
  await connection.send(text);
}

function repeatUntilAnswered(call: SipCall, head: MessageHead, send: () => void) {
  const { retransmissions } = call.wire;
  if (head.method) retransmissions.request({ method: head.method, branch: head.branch, send });
  else if (head.cseqMethod === 'INVITE' && (head.status ?? 0) >= 300)
    retransmissions.refusal({ branch: head.branch, send });
}

/** A Contact by a name that only the peer knows: better to where it speaks from than nowhere. */
const reachable = (call: SipCall, to: HostPort): HostPort =>
  !isIP(to.host) && to.host !== 'localhost' && call.source?.protocol === 'UDP'
    ? { host: call.source.address, port: call.source.port }
    : to;
