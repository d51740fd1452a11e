import type { SessionBrief } from '@parley/contracts';
import type { FillIn } from '../call-variables.ts';
import { howYouSpeak } from './how-you-speak.ts';
import { onTheTelephone } from './on-the-telephone.ts';
import { rightNow } from './right-now.ts';
import { section } from './section.ts';
import { whatToCollect } from './what-to-collect.ts';
import { whatYouMayAnswer } from './what-you-may-answer.ts';
import { whoYouAre } from './who-you-are.ts';

const ending = section(
  'How the call ends',
  'When the caller wants nothing more or says goodbye, say goodbye and call end_call.',
);

/** The system prompt. A session's own prompt takes the place of persona, manner, goals and blocks; the rules stay. */
export const buildPrompt = (brief: SessionBrief, fillIn: FillIn): string =>
  [
    `Business: ${brief.tenant_name}`,
    ...whoYouAre(brief, fillIn),
    rightNow(brief, fillIn),
    howYouSpeak(brief.config.languages),
    ...onTheTelephone(brief),
    whatYouMayAnswer(brief, fillIn),
    ...(brief.config.tools.includes('create_ticket') ? whatToCollect(brief.config.collect, fillIn) : []),
    ...(brief.config.tools.includes('end_call') ? [ending] : []),
  ].join('\n\n');
