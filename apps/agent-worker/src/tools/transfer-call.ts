import { llm } from '@livekit/agents';
import { isParleyApiError, transferCall } from '@parley/api-client/worker';
import type { TransferTarget } from '@parley/contracts';
import { z } from 'zod';
import { reportTool } from '../reporting/report-tool.ts';
import type { ToolsInput } from './create-tools.ts';
import { saidSomething } from './said-something.ts';

type Input = Pick<ToolsInput, 'access' | 'report' | 'language'> & {
  targets: readonly TransferTarget[];
  transferring: NonNullable<ToolsInput['transferring']>;
};

export function transferCallTool({ access, report, language, targets, transferring }: Input) {
  const keys = targets.map(({ key }) => key) as [string, ...string[]];
  const choices = targets.map(({ key, label, when }) => `${key}: ${label}${when && ` (${when})`}`).join('; ');
  const parameters = z.object({
    target: z.enum(keys).describe(`To whom: ${choices}.`),
    summary: z
      .string()
      .max(400)
      .optional()
      .describe('Who calls and what they want, in one or two short sentences, as said to the colleague.'),
  });
  return llm.tool({
    description:
      'Connects the caller to a person. Say in the same breath that you do so. It may fail; then go on with the call.',
    parameters,
    execute: (args, { ctx, toolCallId }) =>
      reportTool(report, { id: toolCallId, name: 'transfer_call', arguments: args }, async () => {
        await ctx.waitForPlayout();
        if (!saidSomething(ctx.speechHandle)) {
          const saying = ctx.session.say(language.phrases.connecting, { allowInterruptions: false });
          await saying.waitForPlayout();
        }
        transferring.tell(args.summary);
        try {
          await transferCall(access, { to: args.target });
        } catch (error) {
          throw new llm.ToolError(explain(error));
        }
        // Nothing is returned: the caller is on hold, and what comes of it is told when it is known.
      }),
  });
}

/** For the model: what to do now. */
function explain(error: unknown): string {
  const why = isParleyApiError(error) && error.detail ? ` ${error.detail}` : '';
  return `The call could not be passed on.${why} Tell the caller, and offer to take a message.`;
}
