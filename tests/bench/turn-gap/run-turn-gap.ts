import type { Contestant, ContestantName } from './contestants.ts';
import { measureTurn, type TurnOutcome } from './measure-turn.ts';
import type { Question } from './questions.ts';

export interface RunOptions {
  contestants: Record<ContestantName, Contestant>;
  questions: Question[];
  /** Of each contestant. */
  turns: number;
  turnsPerCall: number;
  onTurn: (name: ContestantName, question: string, outcome: TurnOutcome) => void;
}

const greetingWithinMs = 20_000;

/** Calls the contestants by turns, a few questions a call; both get the same questions in the same order. */
export async function runTurnGap(options: RunOptions): Promise<Record<ContestantName, TurnOutcome[]>> {
  const outcomes: Record<ContestantName, TurnOutcome[]> = { ours: [], stock: [] };
  for (let from = 0, round = 0; from < options.turns; from += options.turnsPerCall, round++) {
    const to = Math.min(from + options.turnsPerCall, options.turns);
    const order: ContestantName[] = round % 2 === 0 ? ['ours', 'stock'] : ['stock', 'ours'];
    for (const name of order) outcomes[name].push(...(await runCall(options, name, from, to)));
  }
  return outcomes;
}

async function runCall(
  { contestants, questions, onTurn }: RunOptions,
  name: ContestantName,
  from: number,
  to: number,
): Promise<TurnOutcome[]> {
  const { microphone, ear, hangUp } = await contestants[name]();
  const outcomes: TurnOutcome[] = [];
  try {
    if (!(await ear.hasHeard(greetingWithinMs))) throw new Error(`${name}: the greeting was not heard`);
    for (let turn = from; turn < to; turn++) {
      const question = questions[turn % questions.length] as Question;
      const outcome = await measureTurn(microphone, ear, question.samples);
      onTurn(name, question.text, outcome);
      outcomes.push(outcome);
    }
  } finally {
    await hangUp();
  }
  return outcomes;
}
