import { once } from 'node:events';
import { AccessToken } from 'livekit-server-sdk';
import type { LiveKitSettings } from '../livekit-clients.ts';
import { openSocket } from './signal-socket.ts';

export interface TestJob {
  jobId: string;
  metadata: string;
  /** Lets the agent into the room, at this server. */
  token: string;
  url: string;
}

export interface TestWorker {
  /** Jobs that LiveKit has assigned, in order. */
  assignments: TestJob[];
  reportLoad(load: number): void;
  close(): Promise<void>;
}

interface ServerMessage {
  register?: { workerId: string };
  availability?: { job: { id: string } };
  assignment?: { job: { id: string; metadata?: string }; token: string; url?: string };
}

/** A worker that speaks LiveKit's agent protocol (as JSON) and takes every job, but does nothing with it. */
export async function registerWorker(
  { url, apiKey, apiSecret }: LiveKitSettings,
  {
    agentName,
    identity,
    onAssigned,
  }: { agentName: string; identity: string; onAssigned?(job: TestJob): void },
): Promise<TestWorker> {
  const token = new AccessToken(apiKey, apiSecret, { identity: 'worker' });
  token.addGrant({ agent: true });
  const socket = await openSocket(`${url}/agent`, await token.toJwt());
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  const worker: TestWorker = {
    assignments: [],
    reportLoad: (load) => send({ updateWorker: { status: 'WS_AVAILABLE', load } }),
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
  const registered = Promise.withResolvers<void>();
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as ServerMessage;
    if (message.register) registered.resolve();
    if (message.availability) {
      send({
        availability: { jobId: message.availability.job.id, available: true, participantIdentity: identity },
      });
    }
    if (message.assignment) {
      const { job, token: jobToken, url: jobUrl } = message.assignment;
      const assigned = { jobId: job.id, metadata: job.metadata ?? '', token: jobToken, url: jobUrl || url };
      worker.assignments.push(assigned);
      onAssigned?.(assigned);
    }
  });
  send({
    register: {
      type: 'JT_ROOM',
      version: '1',
      agentName,
      allowedPermissions: { canPublish: true, canSubscribe: true },
    },
  });
  await registered.promise;
  return worker;
}
