import { z } from 'zod';

/** How soon the agent takes the word: `calm` for callers who take their time, `quick` for short exchanges. */
export const turnPaces = ['calm', 'normal', 'quick'] as const;
export type TurnPace = (typeof turnPaces)[number];

export const turnTakingSchema = z.object({ pace: z.enum(turnPaces).default('normal') });
