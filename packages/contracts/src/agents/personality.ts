import { z } from 'zod';

const slider = z.number().int().min(0).max(100).default(50);

/** How the agent comes across. Each goes from 0 to 100; 50 leaves it to the persona. */
export const personalitySchema = z.object({
  /** 0: matter-of-fact, 100: warm. */
  warmth: slider,
  /** 0: casual, 100: formal. */
  formality: slider,
  /** 0: as few words as possible, 100: explains at length. */
  detail: slider,
  /** 0: sober, 100: playful. */
  humour: slider,
  /** 0: lets the caller lead, 100: leads the caller. */
  initiative: slider,
});
export type Personality = z.infer<typeof personalitySchema>;
