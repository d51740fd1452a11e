/**
 * The number of a session's next event: milliseconds since the session was created, or one more than the last.
 * Numbers go up, also over a restart that forgot those of interim events; see docs/adr/0002-event-sequence.md.
 */
export function nextEventSeq(session: { lastSeq: number; createdAt: Date }, now: Date): number {
  return Math.max(session.lastSeq + 1, now.getTime() - session.createdAt.getTime());
}
