import type { Behaviour, FactKey, Facts, WordingName } from './behaviour.ts';
import type { Prompt } from './read-prompt.ts';

/** What the agent waits for. */
export type Pending = FactKey | 'open' | 'confirm' | 'fix' | 'retry' | 'offer' | 'anything_else';

/** What the last message calls for. */
export type Move =
  | { type: 'none' }
  | { type: 'instructed' }
  | { type: 'say'; wording: WordingName; after?: 'resume' | 'else' }
  | { type: 'repeat' }
  | { type: 'look_up'; query: string }
  | { type: 'answer'; answer: string }
  | { type: 'unknown' }
  | { type: 'begin'; sorry: boolean }
  | { type: 'next' }
  | { type: 'ask_again'; fact: FactKey }
  | { type: 'more_digits' }
  | { type: 'confirm_change'; facts: FactKey[] }
  | { type: 'confirm_again' }
  | { type: 'write' }
  | { type: 'written' }
  | { type: 'refused'; fact?: FactKey }
  | { type: 'scripted'; reply: Behaviour['replies'][number] }
  | { type: 'press'; digits: string }
  | { type: 'goodbye' };

/** All that the model knows of a conversation, read anew from its messages every time. */
export interface Dialogue {
  facts: Facts;
  /** Collecting the facts of a ticket. */
  taking: boolean;
  /** The ticket exists. */
  written: boolean;
  pending: Pending;
  partialPhone: string;
  /** The last question that the knowledge had no answer to. */
  unanswered?: string;
  lastAgentText: string;
  move: Move;
}

export const newDialogue = (): Dialogue => ({
  facts: {},
  taking: false,
  written: false,
  pending: 'open',
  partialPhone: '',
  lastAgentText: '',
  move: { type: 'instructed' },
});

/** The first fact of the prompt's list that the caller has not told yet. */
export const nextMissing = (dialogue: Dialogue, prompt: Prompt): FactKey | undefined =>
  prompt.facts.find(({ key }) => dialogue.facts[key] === undefined)?.key;

/** What the caller was asked for, or would have been had the question not been cut off. */
export function awaited(dialogue: Dialogue, prompt: Prompt): Pending {
  const { pending, taking } = dialogue;
  const isFact = prompt.facts.some(({ key }) => key === pending);
  if (!taking || (isFact && dialogue.facts[pending as FactKey] === undefined)) return pending;
  if (['confirm', 'fix', 'retry'].includes(pending)) return pending;
  return nextMissing(dialogue, prompt) ?? 'confirm';
}
