import { type AgentConfig, storedAgentConfigSchema } from '@parley/contracts';

/** A configuration as it was stored, with the defaults of what has been added since. */
export const readConfig = (stored: unknown): AgentConfig => storedAgentConfigSchema.parse(stored);
