import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { audibleDbfs } from '@parley/rehearsal';
import { startStack } from '../../harness/start-stack.ts';
import { startStockWorker } from '../stock/start-stock-worker.ts';
import { type ContestantName, callOurs, callStock } from './contestants.ts';
import { drawPlot } from './draw-plot.ts';
import { openFloor } from './open-floor.ts';
import { type ProviderEntry, providerEntries } from './provider-share.ts';
import { speakQuestions } from './questions.ts';
import { renderTable } from './render-table.ts';
import { runTurnGap, type Turn } from './run-turn-gap.ts';
import { simulateDelays } from './simulate-delays.ts';
import { summarize } from './summarize.ts';

const turnsPerCall = 3;
const floorsPerRound = 2;
/** A run in which the way itself changed by more says nothing. */
const mostDrift = 0.15;

/**
 * Silence that the caller hears after speaking, for our worker and for a stock one in the same run, beside what the
 * providers' delays allow and the way there and back. stdout holds the result alone; progress goes to stderr.
 * @returns the exit code: 1 when a turn could not be measured or the run is to be thrown away.
 */
export async function turnGap(args: string[]): Promise<number> {
  const { turns, delays, json, plot } = readArguments(args);
  const say = (line: string) => process.stderr.write(`${line}\n`);

  const stack = await startStack({ name: 'bench-turn-gap' });
  let floor: Awaited<ReturnType<typeof openFloor>> | undefined;
  try {
    const stockName = await startStockWorker(stack, { OPENAI_API_KEY: 'stock', CARTESIA_API_KEY: 'stock' });
    await simulateDelays(stack, delays);
    floor = await openFloor(stack.livekit);
    const measureFloor = floor.measure;
    const floors: number[] = [];
    const onRound = async (): Promise<void> => {
      for (let count = 0; count < floorsPerRound; count++) floors.push(await measureFloor());
    };
    say(`silence at the caller's ear: last sample published to first 10 ms frame over ${audibleDbfs} dBFS`);
    await onRound();
    const log: ProviderEntry[] = await providerEntries(stack, 0);
    const readOn = async (): Promise<number> => {
      log.push(...(await providerEntries(stack, log.at(-1)?.n ?? 0)));
      return log.at(-1)?.n ?? 0;
    };
    const measured = await runTurnGap({
      contestants: { ours: callOurs(stack), stock: callStock(stack, stockName) },
      questions: await speakQuestions(),
      turns,
      turnsPerCall,
      logMark: readOn,
      onRound,
      onTurn: (name, turn) => say(describe(name, turn)),
    });
    await readOn();
    const of = (name: ContestantName) =>
      log.filter(({ client }) => (client === 'stock') === (name === 'stock'));
    const entries = { ours: of('ours'), stock: of('stock') };
    const summary = summarize({ turns: measured, entries, floors });
    if (plot) await writeFile(plot, drawPlot(seriesOf(measured, floors)));
    const load = loadavg()[0];
    process.stdout.write(`${json ? JSON.stringify({ ...summary, delays, load }) : renderTable(summary)}\n`);
    return judge(summary, say);
  } finally {
    await floor?.close();
    await stack.stop();
  }
}

function readArguments(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'boolean', default: false },
      turns: { type: 'string', default: '10' },
      delays: { type: 'string', default: 'usual' },
      plot: { type: 'string' },
    },
  });
  const { json, plot, delays } = values;
  const turns = Number(values.turns);
  if (!Number.isInteger(turns) || turns < 1)
    throw new Error(`--turns ${values.turns}: a whole number above 0`);
  if (delays !== 'usual' && delays !== 'none') throw new Error(`--delays ${delays}: usual or none`);
  return { turns, delays, json, plot } as const;
}

function describe(name: ContestantName, { question, outcome }: Turn): string {
  const result = outcome.kind === 'answered' ? `${Math.round(outcome.gapMs)} ms` : outcome.kind;
  return `${name.padEnd(6)} ${result.padStart(12)}  ${question.kind.padEnd(10)} ${question.text}`;
}

function seriesOf(turns: Record<ContestantName, Turn[]>, floors: number[]) {
  const gaps = (name: ContestantName) =>
    turns[name].flatMap(({ outcome }) => (outcome.kind === 'answered' ? [outcome.gapMs] : []));
  return [
    { name: 'ours', values: gaps('ours') },
    { name: 'stock', values: gaps('stock') },
    { name: 'floor', values: floors },
  ];
}

function judge({ floor, arms }: ReturnType<typeof summarize>, say: (line: string) => void): number {
  const lost = arms.ours.unanswered + arms.stock.unanswered;
  if (lost > 0) say(`${lost} turns were not answered`);
  const drifted = floor.drift > mostDrift;
  if (drifted) say('the way there and back changed by more than 15 %: this run is to be thrown away');
  return lost === 0 && !drifted ? 0 : 1;
}
