import { parseArgs } from 'node:util';
import { audibleDbfs } from '@parley/rehearsal';
import { startStack } from '../../harness/start-stack.ts';
import { startStockWorker } from '../stock/start-stock-worker.ts';
import { callOurs, callStock } from './contestants.ts';
import { speakQuestions } from './questions.ts';
import { runTurnGap } from './run-turn-gap.ts';
import { renderTable, summarize } from './summarize.ts';

const turnsPerCall = 3;

/**
 * Silence that the caller hears after speaking, for our worker and for a stock one in the same run.
 * stdout holds the result alone; progress goes to stderr.
 * @returns the exit code: 1 when a turn could not be measured.
 */
export async function turnGap(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, turns: { type: 'string', default: '10' } },
  });
  const turns = Number(values.turns);
  if (!Number.isInteger(turns) || turns < 1)
    throw new Error(`--turns ${values.turns}: a whole number above 0`);
  const say = (line: string) => process.stderr.write(`${line}\n`);

  const stack = await startStack({ name: 'bench-turn-gap' });
  try {
    const stockName = await startStockWorker(stack);
    say(`silence at the caller's ear: last sample published to first 10 ms frame over ${audibleDbfs} dBFS`);
    const outcomes = await runTurnGap({
      contestants: { ours: callOurs(stack), stock: callStock(stack, stockName) },
      questions: await speakQuestions(),
      turns,
      turnsPerCall,
      onTurn: (name, question, outcome) => {
        const result = outcome.kind === 'answered' ? `${Math.round(outcome.gapMs)} ms` : outcome.kind;
        say(`${name.padEnd(6)} ${result.padStart(12)}  ${question}`);
      },
    });
    const summaries = { ours: summarize(outcomes.ours), stock: summarize(outcomes.stock) };
    process.stdout.write(`${values.json ? JSON.stringify(summaries) : renderTable(summaries)}\n`);
    const lost = [...outcomes.ours, ...outcomes.stock].filter(({ kind }) => kind !== 'answered');
    if (lost.length > 0) say(`${lost.length} turns could not be measured and are not counted`);
    return lost.length === 0 ? 0 : 1;
  } finally {
    await stack.stop();
  }
}
