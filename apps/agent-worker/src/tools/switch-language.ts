import { llm } from '@livekit/agents';
import type { Languages } from '@parley/contracts';
import { z } from 'zod';
import { reportTool } from '../reporting/report-tool.ts';
import { languageName } from '../session/prompt/section.ts';
import type { ToolsInput } from './create-tools.ts';

/** What may be spoken, the first language before the others. */
export const spokenLanguages = ({ first, allowed }: Languages): string[] => [...new Set([first, ...allowed])];

export function switchLanguageTool({
  report,
  languages,
  changeLanguage,
}: Pick<ToolsInput, 'report' | 'changeLanguage'> & { languages: Languages }) {
  const tags = spokenLanguages(languages);
  const parameters = z.object({
    language: z.enum(tags as [string, ...string[]]).describe('The tag of the language to go on in.'),
  });
  return llm.tool({
    description: 'Changes the language of the call. Call it before the first answer in the new language.',
    parameters,
    execute: ({ language }, { toolCallId }) =>
      reportTool(report, { id: toolCallId, name: 'switch_language', arguments: { language } }, async () => {
        changeLanguage(language);
        return { language, note: `Answer the caller in ${languageName(language)} from now on.` };
      }),
  });
}
