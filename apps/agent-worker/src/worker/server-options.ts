import { type AgentServer, ServerOptions } from '@livekit/agents';
import type { DispatchMetadata } from '@parley/contracts';
import type { Logger } from '@parley/observability';
import type { WorkerConfig } from '../config.ts';
import { Admission } from './admission.ts';
import { answerJobRequest } from './answer-job-request.ts';
import { hideJobMetadata } from './hide-job-metadata.ts';
import { tellLateStart } from './tell-late-start.ts';

/** livekit-server gives nothing to a worker whose load is above 0.7 (its `agents.target_load`). */
const targetLoad = 0.7;
/**
 * The load of a worker at its cap. LiveKit hears of it every 2.5 s only: called full, a worker would be
 * passed over that long after a call has ended. So it is still asked, and refuses while it is at its cap;
 * the load tells LiveKit whom to ask first.
 */
const highestLoad = 0.65;

/** The SDK tells nobody that a job began or ended. One shorter than this is held for accepted, not for over. */
const lookEveryMs = 100;

const jobsOf = (server: AgentServer): string[] => server.activeJobs.map(({ job }) => job.id);

/** How LiveKit runs the worker: load by sessions, not by CPU, and a cap of our own. */
export function serverOptions(input: { config: WorkerConfig; agent: string; log: Logger }): ServerOptions {
  const { config, agent, log } = input;
  const admission = new Admission({ maxSessions: config.maxSessions });
  let server: AgentServer | undefined;
  const look = (): void => admission.refresh(server ? jobsOf(server) : []);
  return new ServerOptions({
    agent,
    agentName: config.agentName,
    wsURL: config.livekitUrl,
    apiKey: config.livekitApiKey,
    apiSecret: config.livekitApiSecret,
    host: config.host,
    port: config.port,
    numIdleProcesses: config.idleProcesses,
    requestFunc: (request) => {
      look();
      const isHeld = (): boolean => server !== undefined && jobsOf(server).includes(request.id);
      const onAccepted = (call: DispatchMetadata): void =>
        tellLateStart({
          access: { url: config.controlPlaneUrl, sessionId: call.session_id, token: call.token },
          isHeld,
          log,
        });
      return answerJobRequest(request, { admission, log, onAccepted });
    },
    loadFunc: async (asking) => {
      hideJobMetadata();
      if (!server) setInterval(look, lookEveryMs).unref();
      server = asking;
      look();
      return admission.load * highestLoad;
    },
    // Left out, the command line makes it infinite.
    loadThreshold: targetLoad,
    drainTimeout: config.drainS * 1_000,
    // Model files are read when a process starts, which takes longer on a busy machine.
    initializeProcessTimeout: 30_000,
    shutdownProcessTimeout: 3_000,
    sessionEndTimeout: 2_000,
    jobMemoryWarnMB: 700,
    jobMemoryLimitMB: 1_500,
  });
}
