import {
  AvailabilityResponse,
  type JobAssignment,
  JobStatus,
  JobType,
  RegisterWorkerRequest,
  ServerMessage,
  UpdateJobStatus,
  UpdateWorkerStatus,
  WorkerMessage,
  WorkerStatus,
} from '@livekit/protocol';
import { Room, RoomEvent } from '@livekit/rtc-node';
import { agentIdentityPrefix, dispatchMetadataSchema } from '@parley/contracts';
import { AccessToken } from 'livekit-server-sdk';
import { WebSocket } from 'ws';
import type { LivekitServer } from '../start-stack.ts';

export interface QuickWorkerOptions {
  livekit: Pick<LivekitServer, 'url' | 'apiKey' | 'apiSecret'>;
  agentName: string;
  /** After so many it takes no more. */
  mostJobs: number;
  onJob: () => void;
  /** It takes no more from now on. */
  onFull: () => void;
}

export interface QuickWorker {
  /** Resolves when all that it was in is over. */
  drained: Promise<void>;
  close(): Promise<void>;
}

/**
 * A worker as LiveKit sees it, whose agents do nothing but be in the room: hundreds of them cost what one real agent
 * does. It speaks the worker protocol by itself, for the framework would start a process for each.
 */
export async function startQuickWorker(options: QuickWorkerOptions): Promise<QuickWorker> {
  const { livekit, agentName, mostJobs } = options;
  const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { ttl: 3_600 });
  token.addGrant({ agent: true });
  const socket = new WebSocket(`${livekit.url}/agent?protocol=1`, {
    headers: { authorization: `Bearer ${await token.toJwt()}` },
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const rooms = new Set<Room>();
  const { promise: drained, resolve: drain } = Promise.withResolvers<void>();
  let jobs = 0;

  const send = (message: WorkerMessage['message']) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(new WorkerMessage({ message }).toBinary());
  };
  const tell = (jobId: string, status: JobStatus) =>
    send({ case: 'updateJob', value: new UpdateJobStatus({ jobId, status }) });

  const attend = async ({ job, url, token: own }: JobAssignment) => {
    const jobId = job?.id ?? '';
    const room = new Room();
    rooms.add(room);
    jobs += 1;
    options.onJob();
    if (jobs === mostJobs) {
      send({
        case: 'updateWorker',
        value: new UpdateWorkerStatus({ load: 1, status: WorkerStatus.WS_FULL }),
      });
      options.onFull();
    }
    const leave = (status: JobStatus) => {
      rooms.delete(room);
      tell(jobId, status);
      if (jobs >= mostJobs && rooms.size === 0) drain();
    };
    room.once(RoomEvent.Disconnected, () => leave(JobStatus.JS_SUCCESS));
    tell(jobId, JobStatus.JS_RUNNING);
    try {
      await room.connect(url || livekit.url, own, { autoSubscribe: false, dynacast: false });
    } catch {
      // The call was over before it came.
      leave(JobStatus.JS_FAILED);
    }
  };

  const registered = new Promise<void>((resolve) => {
    socket.on('message', (bytes: Buffer) => {
      const { message } = ServerMessage.fromBinary(new Uint8Array(bytes));
      if (message.case === 'register') resolve();
      if (message.case === 'availability' && message.value.job) {
        const { id, metadata } = message.value.job;
        const { session_id: sessionId } = dispatchMetadataSchema.parse(JSON.parse(metadata));
        const participantIdentity = `${agentIdentityPrefix}${sessionId}`;
        const value = new AvailabilityResponse({
          jobId: id,
          available: jobs < mostJobs,
          participantIdentity,
        });
        send({ case: 'availability', value });
      }
      if (message.case === 'assignment') void attend(message.value);
    });
  });
  const register = new RegisterWorkerRequest({
    type: JobType.JT_ROOM,
    agentName,
    version: '1.0.0',
    allowedPermissions: { canPublish: true, canSubscribe: true, canPublishData: true, agent: true },
  });
  send({ case: 'register', value: register });
  await registered;
  send({ case: 'updateWorker', value: new UpdateWorkerStatus({ load: 0 }) });
  return {
    drained,
    async close() {
      socket.close();
      await Promise.all([...rooms].map((room) => room.disconnect()));
    },
  };
}
