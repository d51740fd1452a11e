import { isFinalSessionState } from '@parley/contracts';
import { listSessionEvents, nextEventSeq, type ServiceContext, type SessionRow } from '@parley/core';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
import { type Connection, frameSender } from './frame-sender.ts';
import { keepAlive } from './keep-alive.ts';
import { keepAllowed } from './keep-allowed.ts';
import type { RealtimeLimits } from './limits.ts';
import type { PeerSocket } from './peer-socket.ts';
import type { SessionHub } from './session-hub.ts';
import { Viewer } from './viewer.ts';
import { toViewerMessage } from './viewer-message.ts';

interface WatchDependencies {
  hub: SessionHub;
  clock: Clock;
  limits: RealtimeLimits;
  log: Logger;
}

interface WatchSession {
  socket: PeerSocket;
  /** What the socket is on. */
  connection: Connection;
  session: SessionRow;
  /** Highest seq that the viewer has seen. */
  after: number;
  ctx: ServiceContext;
  /** Throws a `DomainError` once the viewer may not look any more. */
  check: () => Promise<unknown>;
}

/** Shows a session to one more viewer: what was missed, then what happens, until it is over. */
export function watchSession(
  { hub, clock, limits, log }: WatchDependencies,
  { socket, connection, session, after, ctx, check }: WatchSession,
): void {
  // A number from the future (of a client, or of a clock that was set back) would hide all that comes.
  const newest = nextEventSeq(session, new Date(clock.now()));
  const send = frameSender(socket, connection);
  const viewer = new Viewer({ socket, send, after: Math.min(after, newest), limits, clock });
  const channel = hub.channelOf(session);
  // Before anything is read, or what happens meanwhile would be in neither the replay nor the live part.
  channel.addViewer(viewer);
  socket.on('close', () => {
    channel.removeViewer(viewer);
    hub.release(session.id);
  });
  keepAlive(socket, { everyMs: limits.heartbeatMs, clock });
  keepAllowed(socket, { check, limits, clock });
  const read = async (seq: number, limit: number) => {
    const events = await listSessionEvents({ ctx, input: { sessionId: session.id, after: seq, limit } });
    return events.map((event) => toViewerMessage(session.id, event));
  };
  viewer.replay(read, isFinalSessionState(session.state)).catch((error: unknown) => {
    log.error({ err: error, sessionId: session.id }, 'replay failed');
    viewer.close(1011, 'the replay failed: reconnect with ?after=');
  });
}
