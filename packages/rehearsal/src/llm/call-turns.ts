import { z } from 'zod';
import { type ChatMessage, messageText } from './chat.ts';

const turnSchema = z.object({
  turn: z.number().int().positive(),
  speaker: z.enum(['caller', 'agent']),
  text: z.string(),
});
export type CallTurn = z.infer<typeof turnSchema>;

/** The turns of a call in the record that a request for a review holds: a line of JSON for each, in the first question. */
export function callTurns(messages: ChatMessage[]): CallTurn[] {
  const record = messages.find(({ role }) => role === 'user');
  if (!record) return [];
  return messageText(record)
    .split('\n')
    .flatMap((line) => {
      const turn = turnSchema.safeParse(jsonOf(line));
      return turn.success ? [turn.data] : [];
    });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
