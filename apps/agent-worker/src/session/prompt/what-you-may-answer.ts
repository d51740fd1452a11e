import type { SessionBrief } from '@parley/contracts';
import type { FillIn } from '../call-variables.ts';
import { section } from './section.ts';

const neverInvent =
  'Never guess, and never make up prices, opening hours, names, addresses or promises: say that you do not know.';

export function whatYouMayAnswer({ config, knowledge_topics: topics }: SessionBrief, fillIn: FillIn): string {
  const template = fillIn(config.templates.cannot_help);
  const helpless =
    template === '' ? 'say that you do not know and offer to take a message' : `say: "${template}"`;
  if (!config.tools.includes('lookup_knowledge')) {
    return section(
      'What you may answer',
      `About the business you know only what is written here. Asked for more, ${helpless}. ${neverInvent}`,
    );
  }
  const covered = topics.length === 0 ? '' : `\nIt covers: ${topics.join('; ')}.`;
  return section(
    'What you may answer',
    `What you say about the business comes from the tool lookup_knowledge alone. Call it before you answer a question about the business, with the question as the query.${covered}
When it finds nothing, ${helpless}. ${neverInvent}`,
  );
}
