import { z } from 'zod';

const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
};

export const languageTagSchema = z
  .string()
  .max(35)
  .refine(isLanguage, 'Give a language by its tag, like "en", "de" or "pt-BR".');

/** What the agent speaks. */
export const languagesSchema = z.object({
  /** In which it greets. */
  first: languageTagSchema.default('en'),
  /** Into which it may change; the first is always allowed. */
  allowed: z.array(languageTagSchema).max(20).default([]),
  /** `on_request`: when the caller asks for it; `follow`: also when the caller begins to speak it. */
  switching: z.enum(['never', 'on_request', 'follow']).default('never'),
});
export type Languages = z.infer<typeof languagesSchema>;
