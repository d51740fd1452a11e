import type { Phone, PhoneCall } from '@parley/rehearsal';
import { SipClient } from 'livekit-server-sdk';
import type { Stack } from '../../harness/start-stack.ts';

/** A number whose calls go into a room of the bench's own, past the control plane. */
export interface Line {
  number: string;
  room: string;
  dial(phone: Phone): Promise<PhoneCall>;
}

let lastNumber = 0;

/** Tells the bridge of as many numbers, each with its room. */
export async function openLines(stack: Stack, count: number): Promise<Line[]> {
  const { apiKey, apiSecret } = stack.livekit;
  const sip = new SipClient(`http://127.0.0.1:${stack.services.ports.phone}`, apiKey, apiSecret);
  const lines: Line[] = [];
  for (let index = 0; index < count; index++) {
    const number = `+1555020${String(++lastNumber).padStart(4, '0')}`;
    const room = `bench-${crypto.randomUUID()}`;
    const { sipTrunkId } = await sip.createSipInboundTrunk('bench', [number]);
    await sip.createSipDispatchRule({ type: 'direct', roomName: room }, { trunkIds: [sipTrunkId] });
    lines.push({ number, room, dial: (phone) => phone.dial(`sip:${number}@${stack.sip}`) });
  }
  return lines;
}
