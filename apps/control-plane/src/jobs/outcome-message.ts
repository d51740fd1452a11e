import type { EndReason } from '@parley/contracts';

/** For people: what happened and what to do. Reasons that explain themselves have none. */
const messages: Partial<Record<EndReason, string>> = {
  caller_never_joined: 'Nobody came into the room in time. Start again and join right away.',
  max_duration: 'The call has reached the longest time that its agent allows.',
  no_agent_available: 'No agent was free to take the call. See that a worker is running, then start again.',
  agent_never_joined: 'An agent took the call but did not come into the room. Start again.',
  agent_lost: 'The agent was lost during the call and could not be replaced. Start again.',
  livekit_unavailable: 'The LiveKit server cannot be reached. See that it is running, then start again.',
  room_lost: 'The LiveKit server lost the room during the call. Start again.',
  internal_error: 'Something went wrong on our side. Start again.',
};

export const outcomeMessage = (reason: EndReason): string | undefined => messages[reason];
