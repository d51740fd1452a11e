/** All the patience of the session supervisor, in milliseconds. */
export interface SupervisionTimings {
  /** For each dispatch, how long a job may take to fetch its brief, or to join; as many tries as entries. */
  joinMs: readonly number[];
  /** A job that has shown itself, or its worker for it, is given this much to join: another would only wait behind it. */
  startMs: number;
  /** Between looks at a room that an agent is expected in. */
  joinPollMs: number;
  /** How long the caller of a new room is looked for, and the time between two looks. */
  callerComesMs: number;
  callerPollMs: number;
  /** Between looks at a room whose telephone is about to be answered. */
  ringingPollMs: number;
  /** Between looks at a room while something is unsure: somebody has just vanished, LiveKit is away. */
  doubtPollMs: number;
  /** A caller who was there and is not seen for this long has hung up. */
  callerGoneMs: number;
  /** An agent who was there and is not seen for this long is lost. */
  agentGoneMs: number;
  /** How often a lost agent is replaced in one call, before that call itself is held to be what loses it. */
  mostReplacements: number;
  /** A room that is gone is held to be lost after this long, in which its job may say what happened. */
  roomGoneMs: number;
  /** The same, when nothing is known of the time before: the control plane has been restarted. */
  roomGoneAfterRestartMs: number;
  /** How long LiveKit may be away before a session that has not begun, or one that has, is given up. */
  livekitAwayMs: { connecting: number; active: number };
  /** How long the jobs of an ending session may take to hand in their last reports. */
  lastReportsMs: number;
  /** How long an ending session waits for LiveKit to delete its room. */
  deleteRoomMs: number;
  /** Between two tries to delete a room. */
  deleteRetryMs: number;
  /** Between two looks at all live sessions. */
  sweepMs: number;
}

/** Three dispatches, or two when a worker has one and dies, and the end in less than 10 s. */
export const supervisionTimings: SupervisionTimings = {
  joinMs: [3_000, 2_500, 2_500],
  startMs: 6_000,
  joinPollMs: 400,
  callerComesMs: 600,
  callerPollMs: 30,
  ringingPollMs: 200,
  doubtPollMs: 300,
  callerGoneMs: 1_000,
  agentGoneMs: 1_000,
  mostReplacements: 3,
  roomGoneMs: 1_500,
  roomGoneAfterRestartMs: 5_000,
  livekitAwayMs: { connecting: 6_000, active: 30_000 },
  lastReportsMs: 1_000,
  deleteRoomMs: 3_000,
  deleteRetryMs: 200,
  sweepMs: 2_000,
};
