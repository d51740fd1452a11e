import type { EndReason, SessionId } from '@parley/contracts';
import {
  DomainError,
  findLiveSessionInRoom,
  findSession,
  listLiveSessions,
  type ServiceContext,
  type SessionRow,
} from '@parley/core';
import { isPhoneRoom, LiveKitError, parseLiveKitRoomName } from '@parley/telephony';
import { receiveCall } from '../telephone/receive-call.ts';
import { openSession } from './carry-out.ts';
import { deleteOrphanedRooms } from './delete-orphaned-rooms.ts';
import { finishSession } from './finish-session.ts';
import { lookAfterSession } from './look-after-session.ts';
import { parseRoomMetadata } from './room-metadata.ts';
import { createSessionWatch, type SessionWatch } from './session-watch.ts';
import { type SessionKey, type SupervisorContext, systemContext } from './supervisor-context.ts';

/**
 * Keeps what the rows say of live sessions and what is in LiveKit's rooms together. Webhooks, workers' sockets and
 * timers only make it look sooner: the sweeper alone would do, also after a restart.
 */
export class SessionSupervisor {
  readonly #context: SupervisorContext;
  readonly #watches = new Map<SessionId, SessionWatch>();
  #callOffSweep = () => {};
  #sweeping: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(context: SupervisorContext) {
    this.#context = context;
  }

  /** Begins to sweep, at once and then every `sweepMs`. */
  start(): void {
    this.#sweeping = this.#sweepAndPlanNext();
  }

  /** Stops looking, and waits for what is being done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOffSweep();
    for (const watch of this.#watches.values()) watch.callOffTimer();
    await this.#sweeping;
    await Promise.all([...this.#watches.values()].map(({ queue }) => queue.run(async () => {})));
  }

  /**
   * Makes the room of a session in state `created` and sends an agent.
   * @throws DomainError `LIVEKIT_UNAVAILABLE`, when the session has failed for it.
   */
  async open({ tenantId, id: sessionId }: SessionRow): Promise<void> {
    const watch = this.#watchOf({ tenantId, sessionId });
    await watch.queue.run(async () => {
      const session = await this.#findSession(watch);
      // A sweep may have been faster.
      if (session?.state !== 'created') return;
      try {
        watch.fresh = false;
        await openSession(this.#context, watch, session);
      } catch (error) {
        if (!(error instanceof LiveKitError)) throw error;
        const reason = (await this.#callerIsGone(session)) ? 'room_lost' : 'livekit_unavailable';
        this.#context.log[reason === 'room_lost' ? 'info' : 'error'](
          { err: error, sessionId, reason },
          'session not opened',
        );
        await finishSession(this.#context, { session, reason });
        throw new DomainError(
          'LIVEKIT_UNAVAILABLE',
          'The LiveKit server cannot be reached. Try again later.',
        );
      }
    });
    this.#planLook(watch, this.#context.timings.joinPollMs);
  }

  /** Ends a session, whatever it is doing; one that is over stays as it is. Resolves when it is over. */
  async end(session: SessionRow, as: ServiceContext, reason: EndReason = 'stopped'): Promise<void> {
    const watch = this.#watchOf({ tenantId: session.tenantId, sessionId: session.id });
    await watch.queue.run(async () => {
      const current = await this.#findSession(watch);
      if (current && current.endedAt === null) {
        await finishSession(this.#context, { session: current, reason: current.endReason ?? reason, as });
      }
    });
    this.#forget(watch);
  }

  /** A job shows itself. @returns false for one that has been replaced and must not serve. */
  noteJob(key: SessionKey, att: number): boolean {
    const watch = this.#watchOf(key);
    if (att < watch.att) return false;
    const { attempt } = watch.memory;
    const aliveAt = attempt?.aliveAt ?? this.#context.clock.now();
    watch.memory = { ...watch.memory, workerSeen: true, attempt: attempt && { ...attempt, aliveAt } };
    return true;
  }

  /** A job says that it is over; of one that has been replaced nobody wants to know. */
  noteDone(key: SessionKey, { att, reason }: { att: number; reason: EndReason }): void {
    const watch = this.#watchOf(key);
    if (att >= watch.att) watch.memory = { ...watch.memory, doneReason: reason };
    this.nudge(key);
  }

  /** A job's process has ended, which after the end of its call is nothing new. */
  noteJobGone(key: SessionKey, att: number): void {
    const watch = this.#watchOf(key);
    if (att >= watch.att) watch.memory = { ...watch.memory, jobGone: true };
    this.nudge(key);
  }

  /** Something may have changed: looks as soon as possible. */
  nudge(key: SessionKey): void {
    void this.#look(this.#watchOf(key));
  }

  /**
   * As `nudge`, for the session that is in a room of LiveKit's; a telephone call that has just come gets one. A room
   * that is new is there a moment before its caller, of whom LiveKit tells only when their audio is connected.
   */
  async nudgeRoom(livekitRoom: string, { isNew = false }: { isNew?: boolean } = {}): Promise<void> {
    const name = parseLiveKitRoomName(livekitRoom);
    if (!name) return;
    const ctx = systemContext(this.#context, name.tenantId);
    const session = await findLiveSessionInRoom({ ctx, room: name.room });
    if (session) this.nudge({ tenantId: session.tenantId, sessionId: session.id });
    else await this.#receiveCall(livekitRoom, isNew ? this.#context.timings.callerComesMs : 0);
  }

  /** Looks at every live session, and for rooms that have outlived theirs. */
  async sweep(): Promise<void> {
    const { rooms, db, log } = this.#context;
    const seen = await rooms.listRooms().catch((error: unknown) => {
      log.warn({ err: error }, 'rooms not listed');
      return [];
    });
    const live = await listLiveSessions({ db });
    for (const key of live) this.#watchOf(key);
    // All of them, also those of sessions that are over: they find it out, and are forgotten.
    await Promise.all([...this.#watches.values()].map((watch) => this.#look(watch)));
    // Calls of which no webhook told, or told in vain.
    const unopened = seen.filter(({ metadata }) => !parseRoomMetadata(metadata));
    await Promise.all(unopened.map(({ livekitRoom }) => this.#receiveCall(livekitRoom)));
    await deleteOrphanedRooms(this.#context, {
      rooms: seen,
      live: new Set(live.map(({ sessionId }) => sessionId)),
    });
  }

  /** @param patienceMs how long somebody may still come */
  async #receiveCall(livekitRoom: string, patienceMs = 0): Promise<void> {
    if (this.#stopped) return;
    const { log } = this.#context;
    try {
      const session = await receiveCall(this.#context, livekitRoom);
      if (session === 'nobody') this.#lookAgainForCaller(livekitRoom, patienceMs);
      else if (session) await this.open(session);
    } catch (error) {
      if (!(error instanceof LiveKitError) && !(error instanceof DomainError)) throw error;
      log.warn({ err: error, livekitRoom }, 'a call could not be received; the sweeper tries again');
    }
  }

  #lookAgainForCaller(livekitRoom: string, patienceMs: number): void {
    const { clock, timings } = this.#context;
    const left = patienceMs - timings.callerPollMs;
    if (left > 0) clock.after(timings.callerPollMs, () => void this.#receiveCall(livekitRoom, left));
  }

  async #sweepAndPlanNext(): Promise<void> {
    if (this.#stopped) return;
    const { log, clock, timings } = this.#context;
    await this.sweep().catch((error: unknown) => log.error({ err: error }, 'sweep failed'));
    if (this.#stopped) return;
    this.#callOffSweep = clock.after(timings.sweepMs, () => {
      this.#sweeping = this.#sweepAndPlanNext();
    });
  }

  #watchOf(key: SessionKey): SessionWatch {
    let watch = this.#watches.get(key.sessionId);
    if (!watch) {
      watch = createSessionWatch(key);
      this.#watches.set(key.sessionId, watch);
    }
    return watch;
  }

  /** Several wishes to look that come while one is waiting are one. */
  async #look(watch: SessionWatch): Promise<void> {
    if (watch.lookQueued || this.#stopped) return;
    watch.lookQueued = true;
    await watch.queue.run(async () => {
      watch.lookQueued = false;
      watch.callOffTimer();
      try {
        const result = await lookAfterSession(this.#context, watch);
        if (result.over) this.#forget(watch);
        else if (result.againInMs !== undefined) this.#planLook(watch, result.againInMs);
      } catch (error) {
        const { sessionId } = watch;
        this.#context.log.error({ err: error, sessionId }, 'session not looked after; the sweeper will');
      }
    });
  }

  #planLook(watch: SessionWatch, ms: number): void {
    watch.callOffTimer();
    if (this.#stopped) return;
    watch.callOffTimer = this.#context.clock.after(ms, () => void this.#look(watch));
  }

  #forget(watch: SessionWatch): void {
    watch.callOffTimer();
    if (this.#watches.get(watch.sessionId) === watch) this.#watches.delete(watch.sessionId);
  }

  /** Who gives up at the first ring takes the room away from under its session. */
  async #callerIsGone({ room, livekitRoom }: SessionRow): Promise<boolean> {
    if (!isPhoneRoom(room)) return false;
    const rooms = await this.#context.rooms.listRooms([livekitRoom]).catch(() => undefined);
    return rooms?.length === 0;
  }

  #findSession({ tenantId, sessionId }: SessionWatch): Promise<SessionRow | undefined> {
    return findSession({ ctx: systemContext(this.#context, tenantId), sessionId });
  }
}
