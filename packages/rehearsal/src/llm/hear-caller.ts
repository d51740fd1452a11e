import { plainText } from '../text/plain-text.ts';
import type { Behaviour } from './behaviour.ts';
import { awaited, type Dialogue, type Move } from './dialogue.ts';
import { agrees, hasIntent } from './has-intent.ts';
import { hearAnswer } from './hear-answer.ts';
import { hearConfirmation } from './hear-confirmation.ts';
import { hearMenu } from './hear-menu.ts';
import { hearOpenly } from './hear-openly.ts';
import type { Prompt } from './read-prompt.ts';

/** The dialogue after the caller's words; `move` says what they call for. */
export function hearCaller(dialogue: Dialogue, text: string, prompt: Prompt, behaviour: Behaviour): Dialogue {
  const plain = plainText(text);
  if (plain === '') return { ...dialogue, move: { type: 'say', wording: 'not_caught', after: 'resume' } };
  const small = hearMenu(plain, prompt) ?? smallTalk(plain, behaviour);
  if (small) return { ...dialogue, move: small };

  const pending = awaited(dialogue, prompt);
  const agreesFirst = ['confirm', 'retry'].includes(pending) && agrees(plain, behaviour);
  if (hasIntent(plain, behaviour, 'goodbye') && !agreesFirst)
    return { ...dialogue, move: { type: 'goodbye' } };
  const heard = { ...dialogue, pending };
  switch (pending) {
    case 'confirm':
    case 'fix':
    case 'retry':
      return hearConfirmation(heard, text, prompt, behaviour);
    case 'open':
    case 'offer':
    case 'anything_else':
      return hearOpenly(heard, text, prompt, behaviour);
    default:
      return hearAnswer(heard, pending, text, behaviour);
  }
}

/** What is answered alike wherever the conversation stands. */
function smallTalk(plain: string, behaviour: Behaviour): Move | undefined {
  const reply = behaviour.replies.find(({ when }) => when.test(plain));
  if (reply) return { type: 'scripted', reply };
  if (hasIntent(plain, behaviour, 'presence')) return { type: 'say', wording: 'presence', after: 'resume' };
  if (hasIntent(plain, behaviour, 'repeat')) return { type: 'repeat' };
  if (hasIntent(plain, behaviour, 'wait')) return { type: 'say', wording: 'wait' };
  if (hasIntent(plain, behaviour, 'identity')) return { type: 'say', wording: 'identity', after: 'resume' };
  return undefined;
}
