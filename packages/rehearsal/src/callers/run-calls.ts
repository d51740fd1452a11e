import type { CallResult } from './call-result.ts';
import type { Scenario } from './scenario.ts';

/** One call of several. */
export interface PlannedCall {
  scenario: Scenario;
  /** Which of the calls with this scenario it is, from 1, and of how many. */
  nth: number;
  of: number;
}

export interface PlacedCall extends PlannedCall {
  /** When it was begun, and how long it took. */
  begunAt: Date;
  ms: number;
  /** What became of it; null when there was no call. */
  result: CallResult | null;
  /** Why there was none; null when there was. */
  error: string | null;
}

export interface RunCallsOptions {
  calls: PlannedCall[];
  /** How many may go on at the same time. */
  atOnce: number;
  /** Begins no more calls; those that go on are `place`'s to end. */
  signal?: AbortSignal;
  place: (call: PlannedCall) => Promise<CallResult>;
  onOver?: (call: PlacedCall) => void;
}

/** Each scenario so many times, in rounds: calls side by side differ as much as they can. */
export const planCalls = (scenarios: Scenario[], times: number): PlannedCall[] =>
  Array.from({ length: times }, (_, round) =>
    scenarios.map((scenario) => ({ scenario, nth: round + 1, of: times })),
  ).flat();

/** Places calls side by side, in their order. One that cannot be placed does not keep the others from it. */
export async function runCalls(options: RunCallsOptions): Promise<PlacedCall[]> {
  const { calls, atOnce, signal, onOver } = options;
  const placed: PlacedCall[] = [];
  const waiting = calls.entries();
  const line = async (): Promise<void> => {
    for (const [at, call] of waiting) {
      if (signal?.aborted) return;
      const done = await placeOne(call, options.place);
      placed[at] = done;
      onOver?.(done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, calls.length) }, line));
  return placed.filter(Boolean);
}

async function placeOne(call: PlannedCall, place: RunCallsOptions['place']): Promise<PlacedCall> {
  const begunAt = new Date();
  const began = performance.now();
  const over = () => ({ ...call, begunAt, ms: performance.now() - began });
  try {
    const result = await place(call);
    return { ...over(), result, error: null };
  } catch (error) {
    return { ...over(), result: null, error: (error as Error).message };
  }
}
