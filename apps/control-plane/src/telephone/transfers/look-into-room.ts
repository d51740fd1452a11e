import { briefingTrack, type TransferId, transferAttribute } from '@parley/contracts';
import { LiveKitError, type RoomControl, type RoomParticipant } from '@parley/telephony';

/** Who matters to a warm transfer, as LiveKit shows them at one moment. */
export interface TransferRoom {
  caller: RoomParticipant | undefined;
  agent: RoomParticipant | undefined;
  /** The person who is rung up. */
  colleague: RoomParticipant | undefined;
  /** The agent has its track for that person alone. */
  briefs: boolean;
}

/** Undefined when LiveKit did not answer. */
export async function lookIntoRoom(
  { listParticipants }: Pick<RoomControl, 'listParticipants'>,
  { livekitRoom, transferId }: { livekitRoom: string; transferId: TransferId },
): Promise<TransferRoom | undefined> {
  try {
    const here = await listParticipants(livekitRoom);
    const agent = here.find(({ kind, connected }) => kind === 'agent' && connected);
    return {
      caller: here.find(({ kind }) => kind === 'caller'),
      agent,
      colleague: here.find(
        ({ kind, sip }) => kind === 'colleague' && sip?.[transferAttribute] === transferId,
      ),
      briefs: agent?.tracks.some(isBriefing) ?? false,
    };
  } catch (error) {
    if (!(error instanceof LiveKitError)) throw error;
    return undefined;
  }
}

export const isBriefing = ({ name }: RoomParticipant['tracks'][number]): boolean => name === briefingTrack;
