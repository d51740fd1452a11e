import type { DatabaseHandle } from '@parley/db';
import type { OperatorConfig } from './operator-config.ts';

/** What a command works with. */
export interface CommandInput {
  database: DatabaseHandle;
  config: OperatorConfig;
  /** The words after the command's name, and its options. */
  words: string[];
  options: Record<string, string | undefined>;
  print: (line: string) => void;
}

export interface Command {
  /** As it is called: `audit verify [--tenant ID]`. */
  usage: string;
  summary: string;
  /** @returns the exit code: 0 when all is well. */
  run: (input: CommandInput) => Promise<number>;
}

/** The command was called wrongly; its message says how to call it. */
export class UsageError extends Error {}
