import { z } from 'zod';

/** Text that somebody writes for an agent; it may be empty. */
export const agentText = (what: string, max: number) =>
  z.string().trim().max(max, `${what} is too long: write at most ${max} characters.`);

/** The same, and not empty. */
export const requiredText = (what: string, max: number) =>
  agentText(what, max).min(1, `${what} is empty: write at least a word.`);

/** A short name for machines: the key of a fact, of a variable, of a transfer target. */
export const agentKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Begin with a lower-case letter; then letters, digits and _, 40 at most.');
