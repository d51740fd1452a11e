import { createSessionBodySchema, identitySchema, roomNameSchema } from '@parley/contracts';

export interface Setup {
  room: string;
  identity: string;
  systemPrompt: string;
}

export type SetupProblems = Partial<Record<keyof Setup, string>>;

/** What is wrong with the form, field by field, in the words that the server would use. */
export function checkSetup(setup: Setup): SetupProblems {
  const prompt = createSessionBodySchema.shape.system_prompt;
  const checks = {
    room: roomNameSchema.safeParse(setup.room),
    identity: identitySchema.safeParse(setup.identity),
    systemPrompt: prompt.safeParse(setup.systemPrompt.trim() === '' ? undefined : setup.systemPrompt),
  };
  return Object.fromEntries(
    Object.entries(checks).flatMap(([field, check]) =>
      check.success ? [] : [[field, check.error.issues[0]?.message]],
    ),
  );
}
