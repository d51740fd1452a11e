import { TwirpError } from '../../api/twirp-error.ts';
import type { Call } from '../call.ts';
import { enterRoom } from '../enter-room.ts';
import type { GatewayContext } from '../gateway-context.ts';
import { openMediaPath } from '../media/open-media-path.ts';
import { dial } from './dial.ts';
import { errorOfEnd } from './error-of-end.ts';
import type { OutboundRequest } from './outbound-request.ts';

export interface PlacedCall {
  call: Call;
  identity: string;
}

/**
 * Joins the room, then dials. Resolves when the participant is in the room, or, if so asked, when the call is answered.
 * @param signal who asked has gone: an unanswered call that is waited for is given up then
 * @throws TwirpError why it did not come about
 */
export async function placeCall(
  context: GatewayContext,
  request: OutboundRequest,
  signal: AbortSignal,
): Promise<PlacedCall> {
  const { calls } = context;
  if (calls.full) {
    const why = calls.stopping ? 'the gateway stops' : `it carries ${calls.stats().max} calls already`;
    throw new TwirpError('unavailable', `the phone gateway takes no more calls: ${why}`);
  }
  const call = calls.open('outbound', { trunkId: request.trunkId });
  request.plan.attributes['sip.callID'] = call.id;
  try {
    return await connect(context, call, request, signal);
  } catch (error) {
    call.end('failed');
    throw error;
  }
}

async function connect(
  context: GatewayContext,
  call: Call,
  request: OutboundRequest,
  signal: AbortSignal,
): Promise<PlacedCall> {
  const path = await openMediaPath({
    host: context.mediaHost,
    advertisedHost: context.advertisedHost,
    mediaTimeoutMs: request.mediaTimeoutMs ?? context.mediaTimeoutMs,
    log: call.log,
    onTimeout: () => call.end('media-timeout'),
  });
  call.own('media', () => path.close());
  const leg = enterRoom(context, call, path, request.plan);
  const joined = await Promise.race([
    leg.joined.then(
      () => true,
      () => false,
    ),
    call.over.then(() => false),
  ]);
  if (!joined) throw errorOfEnd(call.reason ?? 'room-unreachable');
  const dialled = dial({ context, call, path, leg, request });
  if (request.waitUntilAnswered) await waitFor(dialled, call, signal);
  else dialled.catch(() => {});
  return { call, identity: leg.participantIdentity };
}

async function waitFor(dialled: Promise<void>, call: Call, signal: AbortSignal): Promise<void> {
  const withdraw = (): void => call.end('withdrawn');
  if (signal.aborted) withdraw();
  signal.addEventListener('abort', withdraw, { once: true });
  try {
    await dialled;
  } finally {
    signal.removeEventListener('abort', withdraw);
  }
}
