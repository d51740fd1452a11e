import type { z } from 'zod';

/** One setting: what it is for, where it comes from, what it may be. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** For the reader of .env.example: what it does and when to change it. */
  doc: string;
  /** Name of the environment variable. */
  env: string;
  /** From the variable's text to the value. An optional schema makes the setting optional. */
  schema: S;
  /** The value when the variable is unset or empty. */
  default?: z.output<S>;
  /** Its value never appears in a message, a log or .env.example. */
  secret?: boolean;
  /** Shown in .env.example where there is no default. */
  example?: string;
}

export type ConfigDefinition<S extends Record<string, z.ZodType> = Record<string, z.ZodType>> = {
  readonly [K in keyof S]: Setting<S[K]>;
};

/** The object that `loadConfig` makes of a definition. */
export type ConfigOf<D> = {
  readonly [K in keyof D]: D[K] extends { schema: infer S extends z.ZodType } ? z.output<S> : never;
};

/** Names a part's settings. Each app exports its own as `configDefinition`, from `src/config.ts`. */
export function defineConfig<S extends Record<string, z.ZodType>>(
  definition: ConfigDefinition<S>,
): ConfigDefinition<S> {
  return definition;
}
