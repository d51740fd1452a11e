import type { AgentState } from '@parley/contracts';

/** Why the room was left, when it was not our doing. */
export type LeaveCause = 'lost' | 'closed' | 'joined_elsewhere' | 'removed';

/** What the room tells. The session's truth comes by the transcript socket; this is for sound, and for when that is away. */
export interface RoomEvents {
  onReconnecting(): void;
  onReconnected(): void;
  onLeft(cause: LeaveCause): void;
  onAgentPresent(present: boolean): void;
  onAgentState(state: AgentState): void;
  onSpeakers(speakers: { caller: boolean; agent: boolean }): void;
  onSoundBlocked(blocked: boolean): void;
}

export interface RoomConnection {
  /** Publishes a microphone track, or puts it in the place of the one published before. */
  publish(track: MediaStreamTrack): Promise<void>;
  setMuted(muted: boolean): Promise<void>;
  sendText(text: string): Promise<void>;
  /** Must be called from a click or key press. */
  startSound(): Promise<void>;
  leave(): Promise<void>;
}

export type ConnectRoom = (
  access: { url: string; token: string },
  events: RoomEvents,
) => Promise<RoomConnection>;

export class RoomConnectionError extends Error {
  /** True when the server answered and said no; false when it could not be reached. */
  readonly refused: boolean;

  constructor(message: string, refused: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = 'RoomConnectionError';
    this.refused = refused;
  }
}
