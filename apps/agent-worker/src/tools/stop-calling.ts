import { llm } from '@livekit/agents';
import { z } from 'zod';
import type { OptOut } from '../opt-out/opt-out.ts';
import { reportTool } from '../reporting/report-tool.ts';
import type { ToolsInput } from './create-tools.ts';

/** For what no list of phrases foresees. */
export const stopCallingTool = ({
  report,
  optOut,
}: Pick<ToolsInput, 'report'> & { optOut: Pick<OptOut, 'run'> }) =>
  llm.tool({
    description:
      'The person wants no more calls from this business. Call it at once, without saying anything: it says so and hangs up.',
    parameters: z.object({}),
    execute: (_args, { toolCallId }) =>
      reportTool(report, { id: toolCallId, name: 'stop_calling', arguments: {} }, async () => {
        if (!(await optOut.run('agent'))) throw new llm.ToolError('It could not be written down just now.');
        // Nothing is returned: there is nothing more to say.
      }),
  });
