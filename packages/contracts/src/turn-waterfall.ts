import { z } from 'zod';

/** What a caller's silence is made of, in the order in which it passes. */
export const waterfallStages = [
  'endpointing',
  'stt',
  'retrieval',
  'tools',
  'llm',
  'tts',
  'playout',
  'unexplained',
] as const;
export type WaterfallStage = (typeof waterfallStages)[number];

const bars = z.object({
  endpointing: z.number().int().describe('Until the turn was taken for over.'),
  stt: z.number().int().describe('Beyond that, until its last words were written down.'),
  retrieval: z.number().int().describe('Looking something up in the knowledge.'),
  tools: z.number().int().describe('Other tools.'),
  llm: z.number().int().describe('Until the first word of the answer.'),
  tts: z.number().int().describe('From there to the first audio of the voice.'),
  playout: z
    .number()
    .int()
    .describe('From there to the caller’s ear, and from the caller’s mouth to the agent.'),
  unexplained: z.number().int().describe('What none of them accounts for.'),
});

const problem = z.object({
  stage: z.enum(waterfallStages),
  /**
   * `negative`: ended before it began; `outside`: reaches beyond the silence; `overlapping`: at the same time as
   * another; `no_silence`: the agent was heard before the caller had finished.
   */
  problem: z.enum(['negative', 'outside', 'overlapping', 'no_silence']),
});

/** Where the silence before an answer went, in whole milliseconds: the bars always add up to `silence_ms`. */
export const turnWaterfallSchema = z
  .object({
    silence_ms: z
      .number()
      .int()
      .describe(
        'From the last sound of the caller’s voice to the first of the agent’s, as the caller heard it.',
      ),
    bars,
    problems: z.array(problem).max(30).describe('Measures that cannot be true. Empty: nothing is odd.'),
    bridged: z.boolean().describe('The silence ended with “one moment”, before the answer was there.'),
  })
  .meta({ id: 'TurnWaterfall' });
export type TurnWaterfall = z.infer<typeof turnWaterfallSchema>;
