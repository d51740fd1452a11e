import { setTimeout as delay } from 'node:timers/promises';
import { Room, RoomEvent } from '@livekit/rtc-node';
import { registerWorker, type TestJob } from '@parley/telephony/testing';
import type { LivekitServer } from './start-stack.ts';

/** Agents that only listen: a job costs a participant instead of a process and a pipeline. */
export interface CheapAgents {
  /** While it is true jobs are taken, and nobody comes. */
  idle: boolean;
  close(): Promise<void>;
}

/** A worker of this process that takes every job, where no real one is registered. */
export async function openCheapAgents(livekit: LivekitServer): Promise<CheapAgents> {
  const rooms = new Map<string, Room>();
  let idle = false;
  // What the native side has given up already throws when it is collected (rtc-node 0.13.35), in nobody's call stack.
  const kept: unknown[] = [];
  const keep = (object: unknown) => void kept.push(object);

  const join = async ({ jobId, url, token }: TestJob): Promise<void> => {
    const room = new Room();
    rooms.set(jobId, room);
    keep(room);
    room
      .on(RoomEvent.ParticipantDisconnected, keep)
      .on(RoomEvent.TrackUnsubscribed, (track, publication) => keep([track, publication]))
      .on(RoomEvent.TrackUnpublished, keep)
      .on(RoomEvent.Disconnected, () => rooms.delete(jobId));
    try {
      await room.connect(url, token, { autoSubscribe: true, dynacast: false });
    } catch {
      // The room went before the agent came.
      rooms.delete(jobId);
    }
  };
  const worker = await registerWorker(livekit, {
    agentName: 'parley',
    identity: 'agent-cheap',
    onAssigned: (job) => {
      if (!idle) void join(job);
    },
  });

  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await worker.close();
    // One that was cut short on its way in never comes to an end of its own.
    const left = Promise.all([...rooms.values()].map((room) => room.disconnect()));
    await Promise.race([left, delay(2_000, undefined, { ref: false })]);
  };

  return {
    get idle() {
      return idle;
    },
    set idle(value) {
      idle = value;
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}
