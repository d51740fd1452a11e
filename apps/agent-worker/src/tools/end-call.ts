import { llm } from '@livekit/agents';
import { z } from 'zod';
import { reportTool } from '../reporting/report-tool.ts';
import type { ToolsInput } from './create-tools.ts';
import { saidSomething } from './said-something.ts';

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
