import { LiveKitError, type RoomControl } from '@parley/telephony';

/** `gone`: no telephone is in the room; `unknown`: LiveKit did not answer. */
export type SipStatusInRoom = 'dialing' | 'ringing' | 'active' | 'gone' | 'unknown';

/** How far the call is, by what its SIP service says in the room. */
export async function sipStatusInRoom(
  { listParticipants }: Pick<RoomControl, 'listParticipants'>,
  livekitRoom: string,
): Promise<SipStatusInRoom> {
  try {
    const statuses = (await listParticipants(livekitRoom)).flatMap(
      ({ sip }) => sip?.['sip.callStatus'] ?? (sip ? ['dialing'] : []),
    );
    if (statuses.includes('active') || statuses.includes('automation')) return 'active';
    if (statuses.includes('ringing')) return 'ringing';
    return statuses.some((status) => status !== 'hangup') ? 'dialing' : 'gone';
  } catch (error) {
    if (!(error instanceof LiveKitError)) throw error;
    return 'unknown';
  }
}
