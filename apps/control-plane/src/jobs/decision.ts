import type { endedReasons, failedReasons } from '@parley/contracts';

export type EndedReason = (typeof endedReasons)[number];
export type FailedReason = (typeof failedReasons)[number];

/** How a session is to end, and why. */
export type Outcome = { to: 'ended'; reason: EndedReason } | { to: 'failed'; reason: FailedReason };

/** What is to be done for a session now. */
export type Decision =
  /** Nothing; look again after `ms`, and in any case when something is heard and at the next sweep. */
  | { do: 'wait'; ms?: number }
  /** Make the room and send an agent. */
  | { do: 'open' }
  /** Send another agent; `number` counts the tries. */
  | { do: 'dispatch'; number: number }
  /** The agent is there: the session is active. */
  | { do: 'activate' }
  /** No agent came; the reason depends on whether any worker took a job. */
  | { do: 'give-up' }
  | { do: 'finish'; outcome: Outcome };

export const ended = (reason: EndedReason): Decision => ({ do: 'finish', outcome: { to: 'ended', reason } });
export const failed = (reason: FailedReason): Decision => ({
  do: 'finish',
  outcome: { to: 'failed', reason },
});
