import { fileURLToPath } from 'node:url';
import { cli, defineAgent, ServerOptions } from '@livekit/agents';

/** A worker that is registered and says that it can take nothing: LiveKit drops what is dispatched to it. */
export default defineAgent({
  entry: async () => {
    throw new Error('a job was assigned to a worker that reports full load');
  },
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: process.env.FULL_WORKER_AGENT_NAME,
      port: Number(process.env.FULL_WORKER_PORT),
      numIdleProcesses: 1,
      loadFunc: async () => 1,
    }),
  );
}
