import type { EndReason, SessionState } from '@parley/contracts';

export interface Outcome {
  state: SessionState;
  reason: EndReason | null;
  /** The server's own words, when it has more to say. */
  message?: string | undefined;
}

export interface OutcomeWords {
  title: string;
  advice: string;
}

const words: Record<EndReason, OutcomeWords> = {
  stopped: { title: 'The call was stopped', advice: 'The transcript is kept under History.' },
  caller_hung_up: { title: 'The caller hung up', advice: 'The transcript is kept under History.' },
  agent_hung_up: {
    title: 'The agent hung up',
    advice: 'It had nothing left to ask. Start again to say more.',
  },
  caller_never_joined: {
    title: 'Nobody joined the call',
    advice: 'The agent waited alone for too long. Start again and stay on this page.',
  },
  caller_idle: {
    title: 'The call ended because nothing was said',
    advice: 'If you did speak, check that the level moves when you talk, then start again.',
  },
  max_duration: { title: 'The call reached its longest duration', advice: 'Start a new call to go on.' },
  voicemail: {
    title: 'An answering machine took the call',
    advice: 'What the agent did then is set in its calls out.',
  },
  transferred: {
    title: 'The call was passed on to a person',
    advice: 'What was said before is kept under History.',
  },
  no_agent_available: {
    title: 'No agent is free',
    advice: 'No agent worker took the call. Check that one is running, or try again in a minute.',
  },
  agent_never_joined: {
    title: 'The agent never joined',
    advice: 'It was asked three times. Try again; if it happens again, look at the agent worker’s log.',
  },
  agent_lost: {
    title: 'The agent was lost in the middle of the call',
    advice: 'What was said so far is kept under History. Start again to go on.',
  },
  livekit_unavailable: {
    title: 'The audio server stopped answering',
    advice: 'Check that LiveKit is running, then start again.',
  },
  room_lost: { title: 'The room was closed', advice: 'The audio server dropped the room. Start again.' },
  internal_error: {
    title: 'Something went wrong on the server',
    advice: 'Start again. If it happens again, the server’s log says why.',
  },
};

/** Why a session is over, in words, with what to do. */
export function outcomeWords({ state, reason }: Outcome): OutcomeWords {
  if (reason !== null) return words[reason];
  return state === 'failed'
    ? words.internal_error
    : { title: 'The call is over', advice: words.stopped.advice };
}
