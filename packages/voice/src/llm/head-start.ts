import { llm } from '@livekit/agents';
import { AnswerAttempt } from './answer-attempt.ts';

type ChatOptions = Parameters<llm.LLM['chat']>[0];

/**
 * An answer that is asked for while it is not known yet whether the caller has finished. Nothing of it is read, so
 * nothing is said and no tool runs, until the conversation asks the very same.
 */
export class HeadStart {
  readonly #chat: ChatOptions;
  readonly #attempt: AnswerAttempt;

  constructor(candidate: llm.LLM, chat: ChatOptions) {
    this.#chat = chat;
    this.#attempt = new AnswerAttempt(candidate, () => candidate.chat(chat));
  }

  asks(chat: ChatOptions): boolean {
    return isSameQuestion(this.#chat, chat);
  }

  /** The answer; undefined, and given up, where it is one to another question. */
  take(chat: ChatOptions): AnswerAttempt | undefined {
    if (this.asks(chat)) return this.#attempt;
    this.cancel();
    return undefined;
  }

  cancel(): void {
    this.#attempt.close();
  }
}

/** The same conversation, with the same last words of the caller, whatever their message is called. */
function isSameQuestion(one: ChatOptions, other: ChatOptions): boolean {
  if ((other.toolChoice ?? 'auto') !== 'auto') return false;
  const [items, others] = [one.chatCtx.items, other.chatCtx.items];
  const last = wordsOf(items.at(-1));
  return (
    last !== undefined &&
    last === wordsOf(others.at(-1)) &&
    items.length === others.length &&
    items.slice(0, -1).every(({ id }, index) => id === others[index]?.id) &&
    toolsOf(one) === toolsOf(other)
  );
}

function wordsOf(item: llm.ChatItem | undefined): string | undefined {
  if (item?.type !== 'message' || item.role !== 'user') return undefined;
  return (item.textContent ?? '').replace(/\s+/g, ' ').trim();
}

const toolsOf = ({ toolCtx }: ChatOptions): string =>
  Object.keys(llm.toToolContext(toolCtx)?.functionTools ?? {})
    .toSorted()
    .join(' ');
