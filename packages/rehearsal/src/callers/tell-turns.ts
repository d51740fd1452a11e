import type { HeardTurn } from './create-ear.ts';
import { settles } from './settles.ts';

export interface TellTurnsOptions {
  /** How long a turn may wait for its words. */
  lateMs: number;
  onTurn: (turn: HeardTurn) => void;
  /** The words of a turn that was told without them. */
  onLateWords: (turn: HeardTurn) => void;
}

/**
 * Tells turns in their order, with their words. A recogniser that lags does not make the caller wait for long:
 * the turn is told without words, and gets them when they come.
 */
export function tellTurns({ lateMs, onTurn, onLateWords }: TellTurnsOptions) {
  let told: Promise<void> = Promise.resolve();
  const waiting: Promise<void>[] = [];

  const tell = async (turn: HeardTurn, words: Promise<string | null>): Promise<void> => {
    if (await settles(words, lateMs)) turn.text = await words;
    else waiting.push(words.then((text) => addWords(turn, text)));
    onTurn(turn);
  };
  const addWords = (turn: HeardTurn, text: string | null): void => {
    turn.text = text;
    onLateWords(turn);
  };
  return {
    /** @param words as recognised; null when that is not possible. */
    turn(span: { startMs: number; endMs: number }, words: Promise<string | null>): void {
      told = told.then(() => tell({ text: null, ...span }, words));
    },
    /** Resolves when every turn is told and has its words. */
    async done(): Promise<void> {
      await told;
      await Promise.all(waiting);
    },
  };
}
