import type { SessionId, Ticket, TranscriptSegment } from '@parley/contracts';
import type { CallResult } from './call-result.ts';
import { checkExpectations } from './check-expectations.ts';
import { compareWithOriginal } from './compare-with-original.ts';
import type { TranscriptLog } from './create-transcript-log.ts';
import { measureCall } from './measure-call.ts';
import type { RunCallOptions } from './run-call.ts';
import type { Talked } from './talk.ts';

export interface SummariseInput extends Talked {
  options: RunCallOptions;
  session_id: SessionId;
  room: string;
  log: TranscriptLog;
  segments: TranscriptSegment[];
  ticket: Ticket | null;
  /** From the end of the conversation to the session's final state. */
  afterMs: number;
}

/** Puts together what became of a call, and judges it. */
export function summarise(input: SummariseInput): CallResult {
  const { options, conversation, recording, heard, segments, log } = input;
  const { state } = log;
  const outcome = {
    scenario: options.scenario.name,
    mode: input.typing ? ('text' as const) : ('voice' as const),
    session_id: input.session_id,
    room: input.room,
    said: conversation.said,
    heard,
    printed: segments,
    events: log.events,
    tools: log.tools,
    ticket: input.ticket,
    left_by: conversation.leftBy,
    end: state && { state: state.state, reason: state.reason, after_ms: input.afterMs },
    ...measureCall({ recording, said: conversation.said, heard, printed: segments }),
  };
  const failures = [
    ...(conversation.failure ? [conversation.failure] : []),
    ...(conversation.leftBy === 'stopped' ? ['the call was stopped'] : []),
    ...(state?.state === 'failed' ? [`the session failed: ${state.message ?? state.reason}`] : []),
    ...deafness(input),
    ...checkExpectations(options.scenario, outcome),
  ];
  const { replays } = options.scenario;
  const comparison = replays ? compareWithOriginal(replays, outcome) : null;
  return { ...outcome, ok: failures.length === 0, failures, comparison, recording };
}

/** A recogniser that heard speech and understood no word of it has failed: nothing it should judge was judged. */
const deafness = ({ options, typing, heard }: SummariseInput): string[] =>
  !typing && options.recognizer && heard.length > 0 && heard.every(({ text }) => text === null)
    ? ['nothing that the agent said was recognised']
    : [];
