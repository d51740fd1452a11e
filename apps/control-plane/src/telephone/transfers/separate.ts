import type { RoomControl, RoomParticipant } from '@parley/telephony';
import { isBriefing, type TransferRoom } from './look-into-room.ts';

interface Parties {
  rooms: Pick<RoomControl, 'updateSubscriptions'>;
  livekitRoom: string;
  room: TransferRoom;
}

const sidsOf = (tracks: RoomParticipant['tracks'] = []): string[] => tracks.map(({ sid }) => sid);

/**
 * Caller and colleague hear each other no more than if they were in two rooms, and of the agent each what is meant for
 * them. To be said again and again: a SIP service asks for every new track by itself, and may have asked after us.
 * @throws LiveKitError
 */
export async function separate({ rooms, livekitRoom, room }: Parties): Promise<void> {
  const { caller, agent, colleague } = room;
  const ofAgent = agent?.tracks ?? [];
  const deaf = (who: RoomParticipant | undefined, trackSids: string[]) =>
    who && rooms.updateSubscriptions({ livekitRoom, identity: who.identity, trackSids, subscribe: false });
  await Promise.all([
    deaf(caller, [...sidsOf(colleague?.tracks), ...sidsOf(ofAgent.filter(isBriefing))]),
    deaf(colleague, [...sidsOf(caller?.tracks), ...sidsOf(ofAgent.filter((track) => !isBriefing(track)))]),
  ]);
}

/** From now on they have each other. @throws LiveKitError */
export async function join({ rooms, livekitRoom, room }: Parties): Promise<void> {
  const { caller, colleague } = room;
  if (!caller || !colleague) throw new Error('two are needed');
  await Promise.all(
    [
      { identity: caller.identity, trackSids: sidsOf(colleague.tracks) },
      { identity: colleague.identity, trackSids: sidsOf(caller.tracks) },
    ].map((change) => rooms.updateSubscriptions({ livekitRoom, ...change, subscribe: true })),
  );
}
