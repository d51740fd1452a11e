import type { EndReason } from '@parley/contracts';

/** What LiveKit says of a session's room at one moment. */
export interface RoomView {
  exists: boolean;
  /** Whether an agent is there, or has come but is not connected yet. */
  agent: 'here' | 'coming' | 'absent';
  callers: number;
  /** Persons who were rung up for the caller. */
  colleagues: number;
  /** Whoever calls in is not answered yet: their telephone still rings. */
  ringing: boolean;
  /** The room's own memory: a caller has been there. */
  callerSeen: boolean;
}

/** A dispatch that has been asked for and whose agent is not there yet. */
export interface Attempt {
  /** Counts from 1 within one round of tries. */
  number: number;
  startedAt: number;
  /** When the first of its round was asked for, of those that follow. */
  since?: number | undefined;
  /** When its job or its worker fetched its brief, or it came into the room. */
  aliveAt?: number | undefined;
}

/** What the supervisor remembers of a session beyond its row. After a restart all of it is unknown. */
export interface Memory {
  attempt?: Attempt | undefined;
  /** How often a lost agent has been replaced. */
  replacements: number;
  /** The process of the job that was sent last has ended: who is seen of it in the room is a ghost. */
  jobGone: boolean;
  /** A worker is known to have taken a job, in this or an earlier try. */
  workerSeen: boolean;
  /** LiveKit has shown the room since the control plane has started. */
  roomSeen: boolean;
  callerSeen: boolean;
  callerGoneSince?: number | undefined;
  agentGoneSince?: number | undefined;
  roomGoneSince?: number | undefined;
  livekitAwaySince?: number | undefined;
  /** What the job has said of its end. */
  doneReason?: EndReason | undefined;
}

export const emptyMemory: Memory = {
  replacements: 0,
  jobGone: false,
  workerSeen: false,
  roomSeen: false,
  callerSeen: false,
};
