import { llm, type voice } from '@livekit/agents';
import { z } from 'zod';
import { reportTool } from '../reporting/report-tool.ts';
import type { ToolsInput } from './create-tools.ts';

const parameters = z.object({
  reason: z.string().max(200).optional().describe('Why the call ends, for the staff.'),
});

export const endCallTool = ({
  report,
  hangUp,
  language,
}: Pick<ToolsInput, 'report' | 'hangUp' | 'language'>) =>
  llm.tool({
    description: 'Hangs up. Call it after the goodbye, when the caller wants nothing more.',
    parameters,
    execute: (args, { ctx, toolCallId }) =>
      reportTool(report, { id: toolCallId, name: 'end_call', arguments: args }, async () => {
        // The goodbye in the same breath as this call.
        await ctx.waitForPlayout();
        if (!saidSomething(ctx.speechHandle)) {
          await ctx.session.say(language.phrases.goodbye, { allowInterruptions: false }).waitForPlayout();
        }
        if (ctx.speechHandle.interrupted) {
          throw new llm.ToolError('The caller spoke again, so the call goes on.');
        }
        hangUp();
        // Nothing is returned: there is nothing more to say.
      }),
  });

/** Whether the agent has spoken in this step, after the results of earlier tools. */
function saidSomething(speech: voice.SpeechHandle): boolean {
  const last = speech.chatItems.findLast(({ type }) => type === 'message' || type === 'function_call_output');
  return last?.type === 'message';
}
