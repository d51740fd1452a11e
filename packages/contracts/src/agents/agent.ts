import { z } from 'zod';
import { auditActorSchema } from '../audit.ts';
import { idCursorSchema } from '../cursors.ts';
import { agentIdSchema, agentVersionIdSchema } from '../ids.ts';
import { agentConfigSchema, storedAgentConfigSchema } from './agent-config.ts';
import { agentText } from './text.ts';

/** `draft`: never published or not switched on; `active`: takes calls; `inactive`: switched off. */
export const agentStatusSchema = z.enum(['draft', 'active', 'inactive']);
export type AgentStatus = z.infer<typeof agentStatusSchema>;

/** An agent that takes calls, as the session API shows it. */
export const agentSchema = z
  .object({
    agent_id: agentIdSchema,
    name: z.string(),
    version_id: agentVersionIdSchema,
    version: z.number().int(),
    greeting: z.string(),
  })
  .meta({ id: 'Agent' });
export type Agent = z.infer<typeof agentSchema>;
export const listAgentsResponseSchema = z.object({ agents: z.array(agentSchema) }).meta({ id: 'AgentList' });

const agentNameSchema = agentText('name', 80).min(1, 'name is empty: callers hear it, so give one.');
const descriptionSchema = agentText('description', 500);

export const createAgentBodySchema = z
  .strictObject({
    name: agentNameSchema,
    description: descriptionSchema.default(''),
    config: agentConfigSchema,
  })
  .meta({ id: 'CreateAgent' });

/** What is left out stays. `config` replaces the draft as a whole; callers hear it once it is published. */
export const updateAgentBodySchema = z
  .strictObject({ name: agentNameSchema, description: descriptionSchema, config: agentConfigSchema })
  .partial()
  .meta({ id: 'UpdateAgent' });
export type UpdateAgentBody = z.input<typeof updateAgentBodySchema>;

/** An agent as the staff's lists show it. */
export const agentSummarySchema = z
  .object({
    agent_id: agentIdSchema,
    name: z.string(),
    description: z.string(),
    status: agentStatusSchema,
    /** The number of the version that serves, or would; null: nothing is published. */
    published_version: z.number().int().nullable(),
    /** Whether the draft says something else than the published version. */
    has_unpublished_changes: z.boolean(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'AgentSummary' });
export type AgentSummary = z.infer<typeof agentSummarySchema>;

/** One agent whole: `draft` is what is being worked on. */
export const agentRecordSchema = z
  .object({ ...agentSummarySchema.shape, draft: storedAgentConfigSchema })
  .meta({ id: 'AgentRecord' });
export type AgentRecord = z.infer<typeof agentRecordSchema>;

export const listAgentRecordsQuerySchema = z.object({
  status: agentStatusSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: idCursorSchema('agent').optional(),
});
export const listAgentRecordsResponseSchema = z
  .object({ agents: z.array(agentSummarySchema), next_cursor: z.string().nullable() })
  .meta({ id: 'AgentSummaryList' });

const noteSchema = agentText('note', 500).default('');
export const publishAgentBodySchema = z.strictObject({ note: noteSchema }).meta({ id: 'PublishAgent' });
export const rollBackAgentBodySchema = z
  .strictObject({ version: z.number().int().min(1).max(1_000_000), note: noteSchema })
  .meta({ id: 'RollBackAgent' });

/** A version in the list; its configuration is fetched alone. */
export const agentVersionSummarySchema = z
  .object({
    version_id: agentVersionIdSchema,
    version: z.number().int(),
    note: z.string(),
    /** The version that was rolled back to, if this one repeats it. */
    restored_from: z.number().int().nullable(),
    published_by: auditActorSchema.nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'AgentVersionSummary' });
export type AgentVersionSummary = z.infer<typeof agentVersionSummarySchema>;
export const agentVersionSchema = z
  .object({ ...agentVersionSummarySchema.shape, config: storedAgentConfigSchema })
  .meta({ id: 'AgentVersion' });
export type AgentVersion = z.infer<typeof agentVersionSchema>;
export const listAgentVersionsQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The number of the last version that was seen. */
  cursor: z.coerce.number().int().min(1).max(1_000_000).optional(),
});
export const listAgentVersionsResponseSchema = z
  .object({ versions: z.array(agentVersionSummarySchema), next_cursor: z.string().nullable() })
  .meta({ id: 'AgentVersionList' });

/** A version's number, the one that is published, or the draft. */
export const comparedVersionSchema = z.union([
  z.enum(['draft', 'published']),
  z.coerce.number().int().min(1).max(1_000_000),
]);
export const compareAgentQuerySchema = z.object({
  from: comparedVersionSchema.default('published'),
  to: comparedVersionSchema.default('draft'),
});
/** What differs, field by field: `path` like `limits.idle_s`; a side that has no such field is null. */
export const agentComparisonSchema = z
  .object({
    from: comparedVersionSchema,
    to: comparedVersionSchema,
    changes: z.array(z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'AgentComparison' });
export type AgentComparison = z.infer<typeof agentComparisonSchema>;

export const agentCheckNames = [
  'published',
  'stt_key',
  'llm_key',
  'tts_key',
  'voice',
  'knowledge',
  'number',
] as const;
/** One thing that an agent needs to be able to talk. */
export const agentCheckSchema = z.object({
  check: z.enum(agentCheckNames),
  /** `unknown`: who would know did not answer; that does not keep an agent from being switched on. */
  result: z.enum(['ok', 'failed', 'unknown']),
  /** What was found, and what to do. */
  message: z.string(),
});
export type AgentCheck = z.infer<typeof agentCheckSchema>;
export const agentChecksSchema = z
  .object({ ready: z.boolean(), checks: z.array(agentCheckSchema) })
  .meta({ id: 'AgentChecks' });
export type AgentChecks = z.infer<typeof agentChecksSchema>;
