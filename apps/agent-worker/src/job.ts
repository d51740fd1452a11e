import { defineAgent } from '@livekit/agents';
import { loadVad } from '@parley/voice';
import { heedParent } from './process/follow-parent.ts';
import { type Prewarmed, runJob } from './session/run-job.ts';

/** One job is one call, in a process of its own. LiveKit imports this file in each of them. */
export default defineAgent<Prewarmed>({
  prewarm: async (proc) => {
    heedParent();
    proc.userData.vad = await loadVad();
  },
  entry: async (ctx) => runJob(ctx, { vad: ctx.proc.userData.vad ?? (await loadVad()) }),
});
