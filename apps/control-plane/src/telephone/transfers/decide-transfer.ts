import type { CallTransfer } from '@parley/contracts';
import type { TransferMove } from '@parley/core';
import type { DialResult } from '@parley/telephony';
import type { TransferRoom } from './look-into-room.ts';
import type { TransferTimings } from './transfer-context.ts';

/** A warm transfer at one moment. Times are milliseconds since the epoch. */
export interface TransferSituation {
  state: CallTransfer['state'];
  /** Undefined while the telephone rings. */
  dialled: DialResult | undefined;
  /** Undefined when LiveKit did not answer. */
  room: TransferRoom | undefined;
  agentGoneSince: number | undefined;
  answeredAt: number | undefined;
  /** How often caller and colleague were kept apart with the track of the briefing there. */
  separations: number;
  now: number;
  timings: TransferTimings;
}

/** What a warm transfer needs now. */
export type TransferDecision = { do: 'wait' } | { do: 'join' } | { do: 'note'; move: TransferMove };

const fail = (failure: NonNullable<TransferMove['failure']>, detail?: string): TransferDecision => ({
  do: 'note',
  move: { to: 'failed', failure, detail },
});

/** Once may have been before the SIP service asked for the track. */
const enoughSeparations = 2;

export function decideTransfer(situation: TransferSituation): TransferDecision {
  const { state, dialled, room, agentGoneSince, now, timings } = situation;
  if (agentGoneSince !== undefined && now - agentGoneSince >= timings.agentGoneMs) {
    return fail('interrupted', 'The agent was lost.');
  }
  if (!dialled) {
    const rings = state === 'dialing' && room?.colleague?.sip?.['sip.callStatus'] === 'ringing';
    return rings ? { do: 'note', move: { to: 'ringing' } } : { do: 'wait' };
  }
  return dialled.answered ? afterAnswer(situation) : fail(dialled.reason, dialled.detail);
}

function afterAnswer({
  state,
  room,
  answeredAt,
  separations,
  now,
  timings,
}: TransferSituation): TransferDecision {
  const late = answeredAt !== undefined && now - answeredAt >= timings.briefingMs;
  if (!room) return late ? fail('interrupted', 'LiveKit could not be reached.') : { do: 'wait' };
  if (!room.colleague) return fail('not_accepted', 'The person hung up.');
  if (state === 'joining') return room.caller ? { do: 'join' } : { do: 'wait' };
  if (late) return fail('not_accepted', 'The person did not take the call in time.');
  const ready = room.briefs && separations >= enoughSeparations;
  return state !== 'briefing' && ready ? { do: 'note', move: { to: 'briefing' } } : { do: 'wait' };
}
