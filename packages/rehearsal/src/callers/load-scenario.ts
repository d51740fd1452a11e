import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Scenario, scenarioSchema } from './scenario.ts';

const directory = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** Names of the scenarios that come with the package. */
export const listScenarios = (): string[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace(/\.yaml$/, ''))
    .sort();

/**
 * @param nameOrFile one of `listScenarios()`, or a path to a YAML file.
 * @throws Error that says in words what is wrong with the file, field by field.
 */
export function loadScenario(nameOrFile: string): Scenario {
  const file = /\.ya?ml$/.test(nameOrFile) ? nameOrFile : `${directory}${nameOrFile}.yaml`;
  if (!existsSync(file))
    throw new Error(`there is no scenario "${nameOrFile}"; known: ${listScenarios().join(', ')}`);
  return parseScenario(readFileSync(file, 'utf8'), file);
}

/** @param source YAML. @param name what error messages call it. */
export function parseScenario(source: string, name: string): Scenario {
  let raw: unknown;
  try {
    raw = parse(source);
  } catch (error) {
    throw new Error(`${name} is not YAML: ${(error as Error).message}`);
  }
  const parsed = scenarioSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Error(`${name} is not a scenario:\n${z.prettifyError(parsed.error)}`);
}
