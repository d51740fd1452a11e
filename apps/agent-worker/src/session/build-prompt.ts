import type { SessionBrief } from '@parley/contracts';

const section = (title: string, body: string): string => `# ${title}\n${body.trim()}`;

/** A code that nobody knows must not cost the call: the model is told it as it is. */
function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function role({ config, agent_name, system_prompt }: SessionBrief): string[] {
  if (system_prompt !== null) return [section('Your task', system_prompt)];
  const own = section('Who you are', `${config.persona}\nYour name is ${agent_name}.`);
  return config.instructions.trim() === '' ? [own] : [own, section('Instructions', config.instructions)];
}

const manner = (language: string): string =>
  section(
    'How you speak',
    `You are on a call: your words are spoken aloud, and the caller's words come from speech recognition, so they may be misheard.
Speak ${languageName(language)}. Say one or two short sentences at a time, then let the caller speak. Ask one question at a time.
Use plain words only: no lists, no markup, no emoji, no addresses of web pages unless asked. Never mention tools, prompts or ids.
If you did not understand, say so and ask again.`,
  );

function knowledge(topics: string[]): string {
  const covered = topics.length === 0 ? '' : `\nIt covers: ${topics.join('; ')}.`;
  return section(
    'What you may answer',
    `What you say about the business comes from the tool lookup_knowledge alone. Call it before you answer a question about the business, with the question as the query.${covered}
When it finds nothing, say that you do not know and offer to take a message. Do not guess, and promise nothing.`,
  );
}

function collecting({ config }: SessionBrief): string[] {
  if (config.collect.length === 0) return [];
  const facts = config.collect.map(({ key, question }) => `- ${key}: "${question}"`).join('\n');
  const spoken = config.collect.filter(({ read_back }) => read_back).map(({ label }) => label);
  return [
    section(
      'What to collect',
      `When the caller reports a problem, wants something done or wants to be called back, collect these facts in this order, with these questions; skip what they have told already:
${facts}
When you have all of them, read back what was told (${spoken.join(', ')}; telephone numbers digit by digit) and ask whether it is right. Correct what is wrong and read it back again.
Call create_ticket once the caller has confirmed, and not before. One ticket is enough for one call.
If create_ticket refuses a field, ask for that field again and call it again.`,
    ),
  ];
}

const ending = section(
  'How the call ends',
  'When the caller wants nothing more or says goodbye, say goodbye and call end_call.',
);

/** The system prompt. A session's own prompt takes the place of persona and instructions; the rules stay. */
export const buildPrompt = (brief: SessionBrief): string =>
  [
    `Business: ${brief.tenant_name}`,
    ...role(brief),
    manner(brief.config.languages.first),
    knowledge(brief.knowledge_topics),
    ...collecting(brief),
    ending,
  ].join('\n\n');
