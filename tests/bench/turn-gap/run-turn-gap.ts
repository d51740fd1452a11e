import type { TurnWaterfall } from '@parley/contracts';
import type { Contestant, ContestantName } from './contestants.ts';
import { measureTurn, type TurnOutcome } from './measure-turn.ts';
import type { Question } from './questions.ts';

/** One question and what came of it. */
export interface Turn {
  question: Question;
  outcome: TurnOutcome;
  /** The newest entry of the simulators' log before it was asked. */
  since: number;
  /** Where the silence went, by our own account. */
  waterfall?: TurnWaterfall;
}

export interface RunOptions {
  contestants: Record<ContestantName, Contestant>;
  questions: Question[];
  /** Of each contestant. */
  turns: number;
  turnsPerCall: number;
  /** The number of the newest entry of the simulators' log. */
  logMark: () => Promise<number>;
  onTurn: (name: ContestantName, turn: Turn) => void;
  /** After each call of either. */
  onRound: () => Promise<void>;
}

const greetingWithinMs = 20_000;

/** Calls the contestants by turns, a few questions a call; both get the same questions in the same order. */
export async function runTurnGap(options: RunOptions): Promise<Record<ContestantName, Turn[]>> {
  const turns: Record<ContestantName, Turn[]> = { ours: [], stock: [] };
  for (let from = 0, round = 0; from < options.turns; from += options.turnsPerCall, round++) {
    const to = Math.min(from + options.turnsPerCall, options.turns);
    const order: ContestantName[] = round % 2 === 0 ? ['ours', 'stock'] : ['stock', 'ours'];
    for (const name of order) turns[name].push(...(await runCall(options, name, from, to)));
    await options.onRound();
  }
  return turns;
}

async function runCall(
  { contestants, questions, logMark, onTurn }: RunOptions,
  name: ContestantName,
  from: number,
  to: number,
): Promise<Turn[]> {
  const { microphone, ear, hangUp, waterfalls } = await contestants[name]();
  const turns: Turn[] = [];
  try {
    if (!(await ear.hasHeard(greetingWithinMs))) throw new Error(`${name}: the greeting was not heard`);
    for (let index = from; index < to; index++) {
      const question = questions[index % questions.length] as Question;
      const since = await logMark();
      const turn: Turn = { question, since, outcome: await measureTurn(microphone, ear, question.samples) };
      onTurn(name, turn);
      turns.push(turn);
    }
  } finally {
    await hangUp();
  }
  const accounts = (await waterfalls?.()) ?? [];
  // Otherwise which of them belongs to which turn cannot be told.
  if (accounts.length === turns.length)
    for (const [index, turn] of turns.entries()) turn.waterfall = accounts[index] as TurnWaterfall;
  return turns;
}
