import { z } from 'zod';
import { importErrorSchema, importKnowledgeQuerySchema } from '../knowledge/import.ts';

export const maxImportNumbers = 50_000;

export const importNumbersQuerySchema = importKnowledgeQuerySchema.extend({
  default_country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Write the country in two letters, as in US.')
    .optional()
    .describe('Of numbers that are written without a country code.'),
});

export const dialImportReportSchema = z
  .object({
    dry_run: z.boolean(),
    /** Without the header. */
    lines: z.int(),
    added: z.int(),
    /** Those that were there already. */
    known: z.int(),
    /** The first thousand. */
    errors: z.array(importErrorSchema),
  })
  .meta({ id: 'NumbersImport' });
export type DialImportReport = z.infer<typeof dialImportReportSchema>;
