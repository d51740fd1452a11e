import type { Problem, ProblemKind } from './problem.ts';

export type ProblemAction =
  | 'sign_in'
  | 'other_room'
  | 'start'
  | 'open_microphone'
  | 'enable_sound'
  | 'dismiss';

export interface ProblemWords {
  /** `error` stopped something; `notice` does not stop the call. */
  severity: 'error' | 'notice';
  title: string;
  /** What to do about it. */
  advice: string;
  actions: ProblemAction[];
}

const words: Record<ProblemKind, ProblemWords> = {
  signed_out: {
    severity: 'error',
    title: 'You are not signed in any more',
    advice: 'The server refused your key or sign-in: it has expired or been withdrawn. Sign in again.',
    actions: ['sign_in'],
  },
  input_refused: {
    severity: 'error',
    title: 'The server did not accept what you entered',
    advice: 'Correct it and press Start again.',
    actions: ['dismiss'],
  },
  agent_unknown: {
    severity: 'error',
    title: 'That agent does not exist any more',
    advice: 'Choose another agent and press Start again.',
    actions: ['dismiss'],
  },
  room_busy: {
    severity: 'error',
    title: 'Another call is going on in this room',
    advice: 'Use another room, or stop that call first; you find it under History.',
    actions: ['other_room', 'dismiss'],
  },
  rate_limited: {
    severity: 'error',
    title: 'Too many calls were started just now',
    advice: 'Wait a minute, then press Start again.',
    actions: ['dismiss'],
  },
  livekit_unavailable: {
    severity: 'error',
    title: 'The audio server is not answering',
    advice:
      'No call was started. Check that LiveKit is running and that LIVEKIT_URL points at it, then try again.',
    actions: ['start'],
  },
  api_unreachable: {
    severity: 'error',
    title: 'Parley’s server cannot be reached',
    advice: 'Check your network and that the server is running, then try again.',
    actions: ['start'],
  },
  session_refused: {
    severity: 'error',
    title: 'The call could not be started',
    advice: 'Try again. If it happens again, the server’s log says why.',
    actions: ['start'],
  },
  token_refused: {
    severity: 'error',
    title: 'The server gave no pass for the room',
    advice: 'The call was called off. Check room and identity, then try again.',
    actions: ['start'],
  },
  livekit_unreachable: {
    severity: 'error',
    title: 'Your browser cannot reach the audio server',
    advice:
      'The call was called off. A firewall or VPN may block it, or LIVEKIT_PUBLIC_URL names an address that this computer cannot open.',
    actions: ['start'],
  },
  livekit_refused: {
    severity: 'error',
    title: 'The audio server turned you away',
    advice:
      'It did not accept the pass: the server’s LiveKit key may be wrong, or a clock is off. Try again.',
    actions: ['start'],
  },
  media_reconnecting: {
    severity: 'notice',
    title: 'The sound is interrupted',
    advice: 'Connecting again. Stay here, the call is kept.',
    actions: [],
  },
  media_lost: {
    severity: 'error',
    title: 'The connection to the call is lost',
    advice: 'It could not be restored. Check your network, then start a new call.',
    actions: ['start'],
  },
  joined_elsewhere: {
    severity: 'error',
    title: 'The same identity joined from somewhere else',
    advice: 'The call goes on there. To talk here too, choose another identity and another room.',
    actions: ['dismiss'],
  },
  removed: {
    severity: 'error',
    title: 'You were removed from the room',
    advice:
      'Somebody on the server’s side ended your part of the call. Start a new one if you still need it.',
    actions: ['start'],
  },
  microphone_refused: {
    severity: 'notice',
    title: 'The microphone is not allowed',
    advice:
      'Type below instead, or allow the microphone in the browser’s address bar (and in the system’s privacy settings), then press “Use microphone”.',
    actions: ['open_microphone', 'dismiss'],
  },
  microphone_missing: {
    severity: 'notice',
    title: 'No microphone was found',
    advice: 'Type below instead, or plug one in and press “Use microphone”.',
    actions: ['open_microphone', 'dismiss'],
  },
  microphone_busy: {
    severity: 'notice',
    title: 'The microphone cannot be opened',
    advice:
      'Another program may be using it. Close that, then press “Use microphone”. Typing works meanwhile.',
    actions: ['open_microphone', 'dismiss'],
  },
  microphone_insecure: {
    severity: 'notice',
    title: 'The browser gives no microphone to this page',
    advice: 'It does so only on https:// or on this very computer (127.0.0.1). Typing works.',
    actions: ['dismiss'],
  },
  microphone_lost: {
    severity: 'notice',
    title: 'The microphone was unplugged or taken away',
    advice: 'Plug it in again or choose another, then press “Use microphone”. Typing works meanwhile.',
    actions: ['open_microphone', 'dismiss'],
  },
  microphone_unpublished: {
    severity: 'notice',
    title: 'Your microphone did not reach the room',
    advice: 'The agent cannot hear you yet. Press “Use microphone” to try again. Typing works meanwhile.',
    actions: ['open_microphone', 'dismiss'],
  },
  socket_reconnecting: {
    severity: 'notice',
    title: 'The transcript is interrupted',
    advice: 'The call goes on. Connecting again; what was said meanwhile will be filled in.',
    actions: [],
  },
  socket_refused: {
    severity: 'notice',
    title: 'The transcript cannot be shown',
    advice: 'The call goes on, but the server does not let you read along. Sign in again after the call.',
    actions: ['dismiss'],
  },
  agent_overdue: {
    severity: 'error',
    title: 'The agent has not joined yet',
    advice: 'It takes longer than it should. Wait a little, or stop and start again.',
    actions: ['dismiss'],
  },
  sound_blocked: {
    severity: 'notice',
    title: 'The browser keeps the agent silent',
    advice: 'It plays sound only after you ask for it.',
    actions: ['enable_sound'],
  },
  message_not_sent: {
    severity: 'error',
    title: 'Your message was not sent',
    advice: 'It is back in the field below. Press Send to try again.',
    actions: ['dismiss'],
  },
  stop_failed: {
    severity: 'error',
    title: 'The server was not told that the call is over',
    advice: 'You have left the room, and the server will notice that by itself.',
    actions: ['dismiss'],
  },
};

/** A problem in words, with what to do about it. */
export const problemWords = (problem: Problem): ProblemWords => words[problem.kind];
