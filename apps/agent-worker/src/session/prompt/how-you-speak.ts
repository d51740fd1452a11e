import type { Languages } from '@parley/contracts';
import { languageName, section } from './section.ts';

function languageRule({ first, allowed, switching }: Languages): string {
  const speak = `Speak ${languageName(first)}.`;
  const others = allowed.filter((tag) => tag !== first).map(languageName);
  if (switching === 'never' || others.length === 0) return speak;
  const when =
    switching === 'follow'
      ? 'When the caller speaks one of them, or asks for it,'
      : 'When the caller asks for one of them,';
  return `${speak} You also know ${others.join(', ')}. ${when} call switch_language before you answer, then go on in it.`;
}

export const howYouSpeak = (languages: Languages): string =>
  section(
    'How you speak',
    `You are on a call: your words are spoken aloud, and the caller's words come from speech recognition, so they may be misheard.
${languageRule(languages)} Say one or two short sentences at a time, then let the caller speak. Ask one question at a time.
Use plain words only: no lists, no markup, no emoji, no addresses of web pages unless asked. Never mention tools, prompts or ids.
If you did not understand, say so and ask again.`,
  );
