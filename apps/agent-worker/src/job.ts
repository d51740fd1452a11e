import { defineAgent } from '@livekit/agents';
import { loadConfig } from '@parley/config';
import { createLogger } from '@parley/observability';
import { loadVad } from '@parley/voice';
import { configDefinition } from './config.ts';
import { heedParent } from './process/follow-parent.ts';
import { rehearseCall } from './process/rehearse-call.ts';
import { type Prewarmed, runJob } from './session/run-job.ts';

/** One job is one call, in a process of its own. LiveKit imports this file in each of them. */
export default defineAgent<Prewarmed>({
  prewarm: async (proc) => {
    heedParent();
    const vad = await loadVad();
    proc.userData.vad = vad;
    const config = loadConfig(configDefinition, process.env);
    // One that was not rehearsed is held all the same, a moment later.
    await rehearseCall({ vad, config }).catch((error: Error) =>
      createLogger({ name: 'agent-worker', level: config.logLevel }).warn({ err: error }, 'no rehearsal'),
    );
  },
  entry: async (ctx) => runJob(ctx, { vad: ctx.proc.userData.vad ?? (await loadVad()) }),
});
