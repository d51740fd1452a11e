import { fileURLToPath } from 'node:url';
import { cli, defineAgent, type JobContext, ServerOptions, voice } from '@livekit/agents';
import * as cartesia from '@livekit/agents-plugin-cartesia';
import * as openai from '@livekit/agents-plugin-openai';
import { stockInstructions } from './instructions.ts';

/**
 * What somebody gets who follows the agents-js quick start: one AgentSession with its default options.
 * Only base URLs and keys differ, so that it talks to the simulators.
 */
const baseURL = process.env.OPENAI_BASE_URL;

export default defineAgent({
  entry: async (ctx: JobContext) => {
    const session = new voice.AgentSession({
      stt: new openai.STT({ baseURL }),
      llm: new openai.LLM({ baseURL }),
      tts: new cartesia.TTS({ baseUrl: process.env.CARTESIA_BASE_URL }),
    });
    await session.start({ agent: new voice.Agent({ instructions: stockInstructions }), room: ctx.room });
    await ctx.connect();
    session.say('Hello, how can I help you today?');
  },
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  cli.runApp(
    new ServerOptions({
      agent: fileURLToPath(import.meta.url),
      agentName: process.env.BENCH_STOCK_AGENT_NAME ?? 'stock',
      port: Number(process.env.BENCH_STOCK_PORT),
      numIdleProcesses: 1,
    }),
  );
}
