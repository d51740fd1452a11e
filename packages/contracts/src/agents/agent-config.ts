import { z } from 'zod';
import { strictly } from '../strictly.ts';
import { callsOutSchema } from './calls-out.ts';
import { collectedFactSchema, issuesOfFacts } from './collected-fact.ts';
import { languagesSchema } from './languages.ts';
import { agentLimitsSchema } from './limits.ts';
import { modelChoiceSchema } from './models.ts';
import { openingHoursSchema } from './opening-hours.ts';
import { personalitySchema } from './personality.ts';
import { builtInVariables, hasOpenBraces, variablesIn } from './prompt-variables.ts';
import { recordingSchema } from './recording.ts';
import { agentKey, agentText, requiredText } from './text.ts';
import { transferTargetSchema } from './transfer-target.ts';
import { turnTakingSchema } from './turn-taking.ts';

/**
 * What the language model may do. `send_digits`: press keys in the menus that answer calls out; `transfer_call`: pass a
 * telephone call on to one of the transfer targets.
 */
export const agentTools = [
  'lookup_knowledge',
  'create_ticket',
  'end_call',
  'send_digits',
  'transfer_call',
] as const;
export type AgentTool = (typeof agentTools)[number];
/** What an agent may do that says nothing about it. */
const usualTools: AgentTool[] = ['lookup_knowledge', 'create_ticket', 'end_call', 'transfer_call'];

const promptBlockSchema = z.object({
  title: requiredText('title', 80),
  text: agentText('text', 8000),
  enabled: z.boolean().default(true),
});

/** Sentences that are said as they stand. Empty: Parley's own, in the language of the call. */
const responseTemplatesSchema = z.object({
  business_closed: agentText('business_closed', 500).default(''),
  cannot_help: agentText('cannot_help', 500).default(''),
  transfer: agentText('transfer', 500).default(''),
  goodbye: agentText('goodbye', 500).default(''),
  recording_announcement: agentText('recording_announcement', 500).default(''),
  recording_question: agentText('recording_question', 500).default(''),
});

/**
 * An agent's configuration as it is kept, and frozen into every version. Texts may hold variables: `{{business_name}}`.
 * What is written passes `agentConfigSchema`, which knows more rules; what was once published is read by this.
 */
export const storedAgentConfigSchema = z.object({
  greeting: requiredText('greeting', 500),
  persona: requiredText('persona', 4000),
  personality: personalitySchema.prefault({}),
  instructions: agentText('instructions', 20_000).default(''),
  /** Further parts of the prompt, in this order. */
  blocks: z.array(promptBlockSchema).max(30).default([]),
  /** The business's own variables, beside the built-in ones. */
  variables: z.record(agentKey, agentText('the value', 500)).default({}),
  templates: responseTemplatesSchema.prefault({}),
  /** What a call should come to, the most important first. */
  goals: z.array(requiredText('goal', 300)).max(10).default([]),
  collect: z.array(collectedFactSchema).max(30).default([]),
  languages: languagesSchema.prefault({}),
  models: modelChoiceSchema.default({}),
  tools: z.array(z.enum(agentTools)).max(agentTools.length).default(usualTools),
  /** Without them the business is always open. */
  opening_hours: openingHoursSchema.nullable().default(null),
  /** Outside the opening hours: says so and goes on, or says so and hangs up. */
  when_closed: z.enum(['take_message', 'hang_up']).default('take_message'),
  transfer_targets: z.array(transferTargetSchema).max(20).default([]),
  limits: agentLimitsSchema.prefault({}),
  turn_taking: turnTakingSchema.prefault({}),
  calls_out: callsOutSchema.prefault({}),
  recording: recordingSchema.prefault({}),
});
export type AgentConfig = z.infer<typeof storedAgentConfigSchema>;
export type AgentConfigInput = z.input<typeof storedAgentConfigSchema>;

/** The same, with no key that it does not know, and with what fields ask of each other. Every issue says what to do. */
export const agentConfigSchema = strictly(storedAgentConfigSchema)
  .superRefine((config, context) => {
    const issue = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const { path, message } of issuesOfFacts(config.collect)) issue(['collect', ...path], message);
    for (const [path, text] of textsOf(config)) {
      if (hasOpenBraces(text)) issue(path, 'Braces are left open: write a variable as {{name}}.');
      for (const name of variablesIn(text)) {
        if (isKnown(name, config.variables)) continue;
        issue(path, `There is no variable {{${name}}}: add it to "variables", or correct the name.`);
      }
    }
    for (const [name, value] of Object.entries(config.variables)) {
      const path = ['variables', name];
      if (isBuiltIn(name)) issue(path, `Parley fills in {{${name}}} by itself: choose another name.`);
      const inner = variablesIn(value).find((each) => !isBuiltIn(each));
      if (inner === undefined) continue;
      issue(
        path,
        `A variable may hold ${builtInVariables.join(', ')} and no others: write out {{${inner}}}.`,
      );
    }
    config.opening_hours?.holidays.forEach(({ date }, index, holidays) => {
      if (holidays.findIndex((each) => each.date === date) === index) return;
      const path = ['opening_hours', 'holidays', index, 'date'];
      issue(path, `${date} is there twice: write all its hours into one holiday.`);
    });
    if (Object.keys(config.variables).length > 50) issue(['variables'], 'Keep to 50 variables.');
    config.transfer_targets.forEach(({ key, available }, index) => {
      const path = ['transfer_targets', index];
      if (config.transfer_targets.findIndex((each) => each.key === key) < index) {
        issue([...path, 'key'], `Another target has the key "${key}": choose a different one.`);
      }
      if (available === 'opening_hours' && config.opening_hours === null) {
        issue([...path, 'available'], 'There are no opening hours: set opening_hours, or take "always".');
      }
    });
    if (new Set(config.tools).size < config.tools.length)
      issue(['tools'], 'A tool is named twice: name it once.');
    if (config.collect.length > 0 && !config.tools.includes('create_ticket')) {
      issue(['tools'], 'Facts are collected for a ticket: allow "create_ticket", or collect none.');
    }
    if (config.languages.switching !== 'never' && config.languages.allowed.length === 0) {
      issue(
        ['languages', 'allowed'],
        'Name the languages that may be changed to, or set switching to "never".',
      );
    }
  })
  .meta({ id: 'AgentConfig' });

const isBuiltIn = (name: string): boolean => builtInVariables.some((each) => each === name);
const isKnown = (name: string, own: Record<string, string>): boolean =>
  isBuiltIn(name) || Object.hasOwn(own, name);

/** Every text that may hold variables, with where it is. */
function textsOf(config: AgentConfig): [(string | number)[], string][] {
  return [
    [['greeting'], config.greeting],
    [['persona'], config.persona],
    [['instructions'], config.instructions],
    ...Object.entries(config.templates).map(([name, text]): [string[], string] => [
      ['templates', name],
      text,
    ]),
    ...config.blocks.map(({ text }, index): [(string | number)[], string] => [
      ['blocks', index, 'text'],
      text,
    ]),
    ...config.collect.map(({ question }, index): [(string | number)[], string] => [
      ['collect', index, 'question'],
      question,
    ]),
    ...textsOfCallsOut(config),
    ...config.goals.map((text, index): [(string | number)[], string] => [['goals', index], text]),
  ];
}

function textsOfCallsOut({ calls_out: { voicemail, reason } }: AgentConfig): [string[], string][] {
  const texts: [string[], string][] = [[['calls_out', 'reason'], reason]];
  if (voicemail.do === 'leave_message')
    texts.push([['calls_out', 'voicemail', 'message'], voicemail.message]);
  return texts;
}
