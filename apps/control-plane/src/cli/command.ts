import type { AccountContext, ServiceContext } from '@parley/core';
import type { DatabaseHandle } from '@parley/db';
import type { OperatorConfig } from './operator-config.ts';

/** What a command works with. */
export interface CommandInput {
  database: DatabaseHandle;
  config: OperatorConfig;
  /** The words after the command's name, and its options; those that are required are there. */
  words: string[];
  options: Record<string, string>;
  /** For verbs that concern no tenant that is there yet. */
  ctx: AccountContext;
  /** For verbs of the tenant that `--tenant` names, carried out as the system. @throws UsageError */
  tenantContext(): Promise<ServiceContext>;
  /** Prints the lines, or with `--json` the value. */
  answer(value: unknown, lines: string[]): void;
}

export interface Command {
  /** As it is called: `audit verify [--tenant ID]`. */
  usage: string;
  summary: string;
  /** Its options and what they mean; all take a value. */
  options?: Record<string, string>;
  /** How many words it takes after its name; left out: none. */
  words?: number;
  /** Options that must be given; others may be undefined. */
  required?: string[];
  /** @returns the exit code: 0 when all is well. */
  run: (input: CommandInput) => Promise<number>;
}

/** The command was called wrongly; its message says how to call it. */
export class UsageError extends Error {}
