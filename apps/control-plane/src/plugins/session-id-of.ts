import { type SessionId, sessionIdSchema } from '@parley/contracts';
import { DomainError } from '@parley/core';
import { z } from 'zod';

/** Of routes that name a session. Any text is taken here: what is no id is as unknown as one that nobody has. */
export const sessionParamsSchema = z.object({
  id: z.string().describe('The session, `ses_…`.').meta({ pattern: '^ses_[0-9a-f]{32}$' }),
});

/** @throws DomainError `NOT_FOUND` */
export function sessionIdOf({ id }: z.output<typeof sessionParamsSchema>): SessionId {
  const parsed = sessionIdSchema.safeParse(id);
  if (!parsed.success) throw new DomainError('NOT_FOUND', 'There is no such session.');
  return parsed.data;
}
