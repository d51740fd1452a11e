import { setTimeout as delay } from 'node:timers/promises';
import { RoomServiceClient } from 'livekit-server-sdk';
import { bridgeAttribute } from '../room/clear-earlier-callers.ts';
import { joinRoom, type RoomLeg } from '../room/join-room.ts';
import { removeUnusedRoom } from '../room/remove-unused-room.ts';
import type { Call } from './call.ts';
import { reasonOfRoomEnd } from './end-reason.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { RoomPlan } from './matching/evaluate-rule.ts';
import type { CallAudio } from './media/call-audio.ts';

/** A join that is cut short by the server may never come to an end of its own. */
const longestJoinMs = 10_000;
/** So late, a participant whom the room does not know was put out of it; a slow one is waited for. */
const doubtMs = 3_000;
/** How long the room may take to hear that the call is over, before its participant leaves. */
const farewellMs = 500;

/** The audio that the room is joined to: of either door. */
type RoomAudio = Pick<CallAudio, 'connect' | 'say'> & { dial(digits: string): void };

/** The call's participant joins; what ends it there ends the call. */
export function enterRoom(
  { livekit, calls, bridgeId }: Pick<GatewayContext, 'livekit' | 'calls' | 'bridgeId'>,
  call: Call,
  path: RoomAudio,
  plan: RoomPlan,
): RoomLeg {
  const { roomName, name, attributes, metadata, roomConfig } = plan;
  // Two calls from one number into one room: with one identity the second would put the first out.
  const identity = calls.isPresent(roomName, plan.identity)
    ? `${plan.identity}_${call.id.slice(-6)}`
    : plan.identity;
  call.place = { roomName, identity };
  const leg = joinRoom({
    livekit,
    log: call.log,
    roomName,
    identity,
    name,
    attributes: { ...attributes, [bridgeAttribute]: bridgeId },
    ...(metadata && { metadata }),
    ...(roomConfig && { roomConfig }),
    onAudio: (frame) => path.say(frame),
    onDtmf: (digit) => path.dial(digit),
  });
  path.connect(leg);
  const since = Date.now();
  const stopWaiting = call.endAfter(longestJoinMs, 'room-unreachable');
  const rooms = new RoomServiceClient(livekit.url.replace(/^ws/, 'http'), livekit.apiKey, livekit.apiSecret);
  const doubt = setTimeout(() => {
    rooms.getParticipant(roomName, identity).catch(() => call.end('room-unreachable'));
  }, doubtMs);
  const settled = (): void => {
    clearTimeout(doubt);
    stopWaiting();
  };
  void leg.joined.then(settled, settled);
  void call.over.then(settled);
  call.own('room', async () => {
    const told = leg.setAttributes({ 'sip.callStatus': 'hangup' }).catch(() => {});
    await Promise.race([told, delay(farewellMs, undefined, { ref: false })]);
    await leg.close();
    const unanswered = call.direction === 'inbound' && !call.line;
    if (unanswered && !calls.shareRoom(call)) await removeUnusedRoom(rooms, { name: roomName, since });
  });
  void leg.ended.then(({ reason, error }) => {
    if (error) call.log.warn({ err: error }, 'the room could not be joined');
    call.end(reasonOfRoomEnd(reason));
  });
  return leg;
}
