import { agentConfigSchema } from '@parley/contracts';
import { expect, test } from 'vitest';
import { agentParts } from '../testing/agent-parts.ts';
import { testBrief } from '../testing/brief.ts';
import { phrasesIn } from './phrases.ts';

const languageOf = (config: object) => {
  const brief = testBrief({ config: agentConfigSchema.parse({ greeting: 'Hi.', persona: 'P', ...config }) });
  return agentParts(brief).language;
};

test('the fixed words are in the language of the call; regions share them, unknown ones get English', () => {
  const language = languageOf({ languages: { first: 'de-AT' } });
  expect(language.phrases).toEqual(phrasesIn('de'));
  language.change('fr');
  expect([language.current, language.phrases.stillThere]).toEqual(['fr', 'Êtes-vous toujours là ?']);
  expect(phrasesIn('tlh')).toEqual(phrasesIn('en'));
});

test('the business’s own words are said in its first language, and not in others', () => {
  const language = languageOf({
    templates: { goodbye: 'Bye from {{business_name}}.', business_closed: 'Shut.' },
  });
  expect(language.phrases).toMatchObject({
    goodbye: 'Bye from Maple Property Management.',
    closed: 'Shut.',
    closedGoodbye: 'Shut.',
    stillThere: 'Are you still there?',
  });
  language.change('es');
  expect(language.phrases).toEqual(phrasesIn('es'));
});
