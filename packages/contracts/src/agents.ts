import { z } from 'zod';
import { agentIdSchema, agentVersionIdSchema } from './ids.ts';

/** One fact the agent must collect from the caller; `key` names the ticket field it fills. */
export const collectedFactSchema = z.object({
  key: z.enum(['name', 'phone', 'property', 'reason']),
  label: z.string().min(1),
  question: z.string().min(1),
  read_back: z.boolean().default(true),
});
export type CollectedFact = z.infer<typeof collectedFactSchema>;

export const sttProviderSchema = z.enum(['openai', 'cartesia']);
export const ttsProviderSchema = z.enum(['cartesia', 'openai']);
export const llmProviderSchema = z.enum(['openai']);

/** A provider's stage; what is left out is chosen by the worker from the keys it has. */
export const modelChoiceSchema = z.object({
  stt: z.object({ provider: sttProviderSchema, model: z.string().optional() }).optional(),
  llm: z.object({ provider: llmProviderSchema, model: z.string().optional() }).optional(),
  tts: z
    .object({ provider: ttsProviderSchema, model: z.string().optional(), voice: z.string().optional() })
    .optional(),
});

/** An agent's configuration, frozen into every version. */
export const agentConfigSchema = z.object({
  greeting: z.string().min(1).max(500),
  persona: z.string().min(1).max(4000),
  instructions: z.string().max(20_000).default(''),
  language: z.string().default('en'),
  collect: z.array(collectedFactSchema).default([]),
  models: modelChoiceSchema.default({}),
  limits: z
    .object({
      max_duration_s: z.number().int().min(30).max(7200).default(1800),
      /** Seconds of silence before the agent asks whether the caller is still there; asked twice, then it says goodbye. */
      idle_s: z.number().min(3).max(120).default(12),
      caller_join_s: z.number().int().min(5).max(600).default(120),
    })
    .prefault({}),
});
export type AgentConfig = z.infer<typeof agentConfigSchema>;
export type AgentConfigInput = z.input<typeof agentConfigSchema>;

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
