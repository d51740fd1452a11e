import type { SessionBrief } from '@parley/contracts';
import type { FillIn } from '../call-variables.ts';
import { describePersonality } from './personality.ts';
import { section } from './section.ts';

/** Persona, personality, goals, instructions and the agent's own blocks; or the session's prompt in their place. */
export function whoYouAre({ config, agent_name, system_prompt }: SessionBrief, fillIn: FillIn): string[] {
  if (system_prompt !== null) return [section('Your task', system_prompt)];
  const manner = describePersonality(config.personality);
  const goals = config.goals.map((goal, index) => `${index + 1}. ${fillIn(goal)}`);
  const blocks = config.blocks.filter(({ enabled, text }) => enabled && text !== '');
  return [
    section('Who you are', `${fillIn(config.persona)}\nYour name is ${agent_name}.`),
    ...(manner.length === 0 ? [] : [section('Your manner', manner.join('\n'))]),
    ...(goals.length === 0 ? [] : [section('What a call should come to', goals.join('\n'))]),
    ...(config.instructions === '' ? [] : [section('Instructions', fillIn(config.instructions))]),
    ...blocks.map(({ title, text }) => section(title, fillIn(text))),
  ];
}
