import { llm } from '@livekit/agents';
import { searchKnowledge } from '@parley/api-client/worker';
import { z } from 'zod';
import { reportTool } from '../reporting/report-tool.ts';
import type { ToolsInput } from './create-tools.ts';

const parameters = z.object({
  query: z.string().min(1).max(500).describe('What the caller wants to know, in a few words.'),
});

export const lookupKnowledgeTool = ({ access, report }: Pick<ToolsInput, 'access' | 'report'>) =>
  llm.tool({
    description:
      'Looks up what the business has written about a question. The only source for answers about it.',
    parameters,
    execute: ({ query }, { toolCallId, abortSignal }) =>
      reportTool(report, { id: toolCallId, name: 'lookup_knowledge', arguments: { query } }, async () => {
        const hits = await searchKnowledge({ ...access, signal: abortSignal }, { query }).catch(() => {
          throw new llm.ToolError(
            'The knowledge cannot be reached just now. Say so, and offer to take a message.',
          );
        });
        if (hits.length === 0) return { hits, note: 'Nothing is known about this.' };
        return { hits: hits.map(({ title, text }) => ({ title, text })) };
      }),
  });
