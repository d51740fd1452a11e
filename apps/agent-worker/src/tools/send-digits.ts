import { llm } from '@livekit/agents';
import { z } from 'zod';
import { reportTool } from '../reporting/report-tool.ts';
import type { ToolsInput } from './create-tools.ts';

const parameters = z.object({
  digits: z
    .string()
    .regex(/^[0-9*#A-Da-dw]{1,32}$/, 'keys are 0-9, *, # and A-D; w waits half a second')
    .describe('Keys in order: 0-9, *, #. w waits half a second.'),
});

type Input = Pick<ToolsInput, 'report'> & { pressKeys: (keys: string) => Promise<void> };

export const sendDigitsTool = ({ report, pressKeys }: Input) =>
  llm.tool({
    description:
      'Presses keys of the telephone, for a recorded menu that asks for them. Call it without saying anything, then listen.',
    parameters,
    execute: ({ digits }, { ctx, toolCallId }) =>
      reportTool(report, { id: toolCallId, name: 'send_digits', arguments: { digits } }, async () => {
        // A menu hears no keys under words.
        await ctx.waitForPlayout();
        try {
          await pressKeys(digits);
        } catch {
          throw new llm.ToolError('The keys could not be pressed just now.');
        }
        // Nothing is returned: the menu speaks next.
      }),
  });
