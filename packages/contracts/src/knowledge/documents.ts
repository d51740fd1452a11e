import { z } from 'zod';
import { auditActorSchema } from '../audit.ts';
import { cursorSchema } from '../cursors.ts';
import { knowledgeDocumentIdSchema } from '../ids.ts';

/** 25 MB, and not a byte more. */
export const maxDocumentBytes = 25 * 1024 * 1024;
/** What a document may hold; a longer one is to be split. */
export const maxDocumentPages = 2_000;
export const maxDocumentCharacters = 2_000_000;
export const maxDocumentPassages = 5_000;
/** More of one tenant would be an archive, and not what agents should know. */
export const maxDocuments = 500;

/** Found by the content of the file, whatever it is called. */
export const knowledgeDocumentTypeSchema = z.enum(['pdf', 'docx', 'text', 'markdown', 'csv']);
export type KnowledgeDocumentType = z.infer<typeof knowledgeDocumentTypeSchema>;

export const documentNameSchema = z.string().trim().min(1).max(200);

export const knowledgeDocumentSchema = z
  .object({
    document_id: knowledgeDocumentIdSchema,
    name: z.string(),
    type: knowledgeDocumentTypeSchema,
    bytes: z.number().int(),
    sha256: z.string().describe('Of the bytes, in hex'),
    pages: z.number().int().nullable().describe('Where the type has pages'),
    characters: z.number().int(),
    passages: z.number().int().describe('Into how many pieces its text was cut'),
    created_by: auditActorSchema,
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'KnowledgeDocument' });
export type KnowledgeDocument = z.infer<typeof knowledgeDocumentSchema>;

export const knowledgeDocumentParamsSchema = z.object({ document_id: knowledgeDocumentIdSchema });

export const listKnowledgeDocumentsQuerySchema = z.object({
  type: knowledgeDocumentTypeSchema.optional(),
  cursor: knowledgeDocumentIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const knowledgeDocumentsSchema = z
  .object({ documents: z.array(knowledgeDocumentSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'KnowledgeDocuments' });

export const listDocumentPassagesQuerySchema = z.object({
  cursor: cursorSchema(/^[1-9]\d{0,8}$/).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const documentPassageSchema = z
  .object({
    passage: z.number().int().describe('Its place in the document, from 1'),
    page: z.number().int().nullable(),
    title: z.string(),
    text: z.string(),
  })
  .meta({ id: 'KnowledgeDocumentPassage' });
export type DocumentPassage = z.infer<typeof documentPassageSchema>;
export const documentPassagesSchema = z
  .object({ passages: z.array(documentPassageSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'KnowledgeDocumentPassages' });
