import { ConfigError, type ConfigProblem } from './config-error.ts';
import type { ConfigDefinition, ConfigOf, Setting } from './define-config.ts';

type Environment = Record<string, string | undefined>;

/**
 * Reads a part's settings from the environment. An empty variable counts as unset.
 * @throws ConfigError naming every variable that is wrong.
 */
export function loadConfig<D extends ConfigDefinition>(definition: D, env: Environment): ConfigOf<D> {
  const problems: ConfigProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(definition)) {
    const text = env[setting.env]?.trim();
    if (!text && setting.default !== undefined) {
      values[name] = setting.default;
      continue;
    }
    const parsed = setting.schema.safeParse(text || undefined);
    if (parsed.success) values[name] = parsed.data;
    else problems.push({ env: setting.env, message: problemOf(setting, text, parsed.error.issues) });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return values as ConfigOf<D>;
}

function problemOf(
  setting: Setting,
  text: string | undefined,
  issues: readonly { message: string }[],
): string {
  const hint = setting.example && !setting.secret ? ` For example: ${setting.example}` : '';
  if (!text) return `is required. ${setting.doc}${hint}`;
  const reasons = issues.map((issue) => issue.message).join('; ');
  if (!setting.secret) return `"${text}" cannot be used: ${reasons}.${hint}`;
  // A schema's own message may quote what it was given.
  return reasons.includes(text) ? 'its value cannot be used.' : `its value cannot be used: ${reasons}.`;
}
