import type { AgentConfig } from '@parley/contracts';

export interface ConfigChange {
  /** `limits.idle_s`, `collect.0.question` */
  path: string;
  before: unknown;
  after: unknown;
}

/** What differs between two configurations, field by field, in the order of their paths. Undefined has no fields. */
export function compareConfigs(
  before: AgentConfig | undefined,
  after: AgentConfig | undefined,
): ConfigChange[] {
  const [one, two] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...one.keys(), ...two.keys()])]
    .filter((path) => JSON.stringify(one.get(path)) !== JSON.stringify(two.get(path)))
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }))
    .map((path) => ({ path, before: one.get(path) ?? null, after: two.get(path) ?? null }));
}

export const differs = (before: AgentConfig, after: AgentConfig): boolean =>
  compareConfigs(before, after).length > 0;

/** Every value that is no object or list, and every empty one, by its path. */
function leavesOf(value: unknown, path = '', leaves = new Map<string, unknown>()): Map<string, unknown> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return value === undefined ? leaves : leaves.set(path, value);
  for (const [key, each] of entries) leavesOf(each, path === '' ? key : `${path}.${key}`, leaves);
  return leaves;
}
