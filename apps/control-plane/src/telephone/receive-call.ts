import { answerCall, type SessionRow } from '@parley/core';
import { isPhoneRoom, parseLiveKitRoomName } from '@parley/telephony';
import { type SupervisorContext, systemContext } from '../jobs/supervisor-context.ts';

/**
 * Receives a telephone call that the SIP service has put into a room: its session is to be opened, or it has been put
 * down. To be told of the same room any number of times does no harm.
 * @returns undefined where there is nothing to open: no call, one that is known, or one that was turned away;
 * `nobody` for a room that has no caller yet, or none any more.
 * @throws LiveKitError
 */
export async function receiveCall(
  context: SupervisorContext,
  livekitRoom: string,
): Promise<SessionRow | 'nobody' | undefined> {
  const name = parseLiveKitRoomName(livekitRoom);
  if (!name || !isPhoneRoom(name.room)) return undefined;
  const { log, rooms } = context;
  const participants = await rooms.listParticipants(livekitRoom);
  const sip = participants.find(({ kind, sip }) => kind === 'caller' && sip?.['sip.callID'])?.sip;
  // Rung up for a caller who had gone by then: that is nobody's call.
  if (!sip && participants.some(({ kind }) => kind === 'colleague')) await rooms.deleteRoom(livekitRoom);
  if (!sip) return 'nobody';
  const { 'sip.callID': sipCallRef = '', 'sip.phoneNumber': from, 'sip.trunkPhoneNumber': to } = sip;
  const input = { room: name.room, sipCallRef, from: from || null, to: to || 'unknown' };
  const answered = await answerCall({ ctx: systemContext(context, name.tenantId), input });
  if ('refused' in answered) {
    log.info({ livekitRoom, sipCallRef, reason: answered.refused }, 'a call is turned away');
    await rooms.deleteRoom(livekitRoom);
  }
  return 'session' in answered ? answered.session : undefined;
}
