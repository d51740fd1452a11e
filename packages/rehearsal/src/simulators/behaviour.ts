import { z } from 'zod';

/** `analysis`: answers in a given form, which the language model gives after a call. */
export const requestClasses = ['stt', 'llm', 'tts', 'analysis'] as const;
export type RequestClass = (typeof requestClasses)[number];

/**
 * `reset` breaks off in mid-stream, `stall` answers 200 and then says nothing (of models alone), `trickle` sends a little
 * at a time, `wrong_rate` speaks at half the asked rate. Of analyses: `invalid_json` breaks the answer off,
 * `invented_turns` points at turns that nobody said.
 */
export const faults = [
  'refuse',
  'hang',
  'stall',
  'reset',
  '429',
  '500',
  'trickle',
  'malformed',
  'wrong_rate',
  'invalid_json',
  'invented_turns',
] as const;
export type Fault = (typeof faults)[number];

const delaySchema = z.union([
  z.number().min(0).max(60_000),
  z.object({
    distribution: z.literal('lognormal'),
    p50: z.number().positive().max(60_000),
    p95: z.number().positive().max(60_000),
  }),
]);

/** How requests of one class are to be answered, from now on or `times` times. */
const ruleSchema = z.object({
  class: z.enum(requestClasses),
  /** Milliseconds to the first token (llm), the first audio (tts), or from commit to final (stt). */
  delayMs: delaySchema.optional(),
  fault: z.enum(faults).optional(),
  times: z.number().int().positive().optional(),
  /** Only requests whose text contains this, whatever its case. */
  match: z.string().min(1).optional(),
});
export const behaviourSchema = ruleSchema.refine(
  (rule) => rule.fault !== 'stall' || rule.class === 'llm',
  'only a model (llm) can stall; of the others hang says the same',
);
export type Behaviour = z.infer<typeof behaviourSchema>;

/** What one request is to suffer. */
export interface Plan {
  delayMs: number;
  fault: Fault | undefined;
}

const usualDelayMs: Record<RequestClass, number> = { stt: 100, llm: 200, tts: 130, analysis: 300 };

/** The rules in force: of those that fit a request, the newest decides. */
export class Behaviours {
  #rules: Behaviour[] = [];
  #random = seededRandom(1);

  add(rule: Behaviour): void {
    this.#rules.unshift({ ...rule });
  }

  reset(): void {
    this.#rules = [];
    this.#random = seededRandom(1);
  }

  /** @param text what the request is about; empty while that is not known yet. */
  next(requestClass: RequestClass, text = ''): Plan {
    const fits = this.#rules.filter((rule) => rule.class === requestClass && matches(rule, text));
    const delay = fits.find((rule) => rule.delayMs !== undefined)?.delayMs ?? usualDelayMs[requestClass];
    const fault = fits.find((rule) => rule.fault !== undefined)?.fault;
    for (const rule of fits) this.#use(rule);
    return { delayMs: typeof delay === 'number' ? delay : this.#draw(delay), fault };
  }

  #use(rule: Behaviour): void {
    if (rule.times === undefined) return;
    rule.times -= 1;
    if (rule.times === 0) this.#rules.splice(this.#rules.indexOf(rule), 1);
  }

  #draw({ p50, p95 }: { p50: number; p95: number }): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.#random())) * Math.cos(2 * Math.PI * this.#random());
    return p50 * Math.exp((Math.log(p95 / p50) / 1.645) * normal);
  }
}

const matches = ({ match }: Behaviour, text: string): boolean =>
  match === undefined || text.toLowerCase().includes(match.toLowerCase());

/** mulberry32: the same delays in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
