import { createLogger } from '@parley/observability';
import { onTestFinished } from 'vitest';
import { composeAnswer, composeOffer } from '../../sdp/compose-sdp.ts';
import { parseSdp } from '../../sdp/parse-sdp.ts';
import { openSipEndpoint } from '../sip-endpoint.ts';
import type { openSipSockets } from '../transport/sip-sockets.ts';
import type { InboundInvite, SipEndpointOptions } from '../types.ts';
import { openRawPeer } from './raw-peer.ts';

const local = { address: '127.0.0.1', port: 4000, sessionId: 1, version: 1 };
export const offer = composeOffer({ local });

export function answerTo(sdp: string | undefined): string {
  const parsed = parseSdp(sdp ?? '');
  if (!parsed) throw new Error('no offer');
  return composeAnswer({ local: { ...local, port: 5000 }, offer: parsed });
}

/** An endpoint on 127.0.0.1 that ends with the test. */
export async function startEndpoint(
  options: Partial<SipEndpointOptions> = {},
  openSockets?: typeof openSipSockets,
) {
  const endpoint = await openSipEndpoint(
    {
      host: '127.0.0.1',
      port: 0,
      log: createLogger({ name: 'test', level: 'silent' }),
      onInvite: (invite) => invite.reject(480),
      ...options,
    },
    openSockets,
  );
  onTestFinished(() => endpoint.close());
  return endpoint;
}

/** An endpoint, and a peer over UDP that follows the test's script. */
export async function startWithPeer(options: Partial<SipEndpointOptions> = {}) {
  const invites: InboundInvite[] = [];
  let arrived = Promise.withResolvers<InboundInvite>();
  const endpoint = await startEndpoint({
    onInvite: (invite) => {
      invites.push(invite);
      arrived.resolve(invite);
      arrived = Promise.withResolvers();
    },
    ...options,
  });
  const peer = await openRawPeer(() => endpoint.port);
  onTestFinished(() => void peer.close());
  const toPeer = { user: '+15550177', host: '127.0.0.1', port: peer.port };
  return {
    endpoint,
    peer,
    invites,
    /** The next INVITE; ask before it is sent. */
    invited: () => arrived.promise,
    dial: (more: Partial<Parameters<typeof endpoint.call>[0]> = {}) =>
      endpoint.call({ to: toPeer, from: { user: '+15550100' }, offer, ...more }),
  };
}
