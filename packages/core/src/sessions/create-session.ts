import { agentIdSchema, channelSchema, roomNameSchema } from '@parley/contracts';
import { violatedConstraint, withTenant } from '@parley/db';
import { z } from 'zod';
import { requireScope } from '../access.ts';
import { fetchServingVersion } from '../agents/serving-version.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { storableText } from '../storable.ts';
import { chooseAgent } from './choose-agent.ts';
import { insertSession } from './insert-session.ts';
import { requireCapacity } from './require-capacity.ts';
import type { SessionRow } from './session-row.ts';

const inputSchema = z.object({
  room: roomNameSchema,
  agentId: agentIdSchema.optional(),
  systemPrompt: z.string().transform(storableText).pipe(z.string().trim().min(1).max(20_000)).optional(),
  channel: channelSchema.default('browser'),
});

interface CreateSession {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

/**
 * Opens a session in state `created`, with the agent's configuration as it is now.
 * Without `agentId` the tenant's oldest agent serves, or the first of a publishable key.
 * @throws DomainError `NOT_FOUND` for an unknown agent, `AGENT_NOT_ACTIVE` for one that is switched off, `ROOM_BUSY` while another session holds the room,
 * `TENANT_SUSPENDED`, `QUOTA_EXCEEDED`
 */
export async function createSession({ ctx, input }: CreateSession): Promise<SessionRow> {
  requireScope(ctx, 'sessions:write');
  const { room, systemPrompt, channel, ...asked } = parseInput(inputSchema, input);
  const candidates = chooseAgent(ctx, { agentId: asked.agentId, systemPrompt });
  const now = ctx.now();
  const { tenantId } = ctx.actor;
  try {
    return await withTenant(ctx.db, tenantId, async (tx) => {
      await requireCapacity(tx, now);
      const version = await fetchServingVersion(tx, candidates);
      return insertSession(tx, ctx, { room, channel, version, systemPrompt });
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'sessions_live_room_key') throw error;
    throw new DomainError(
      'ROOM_BUSY',
      `A session is under way in the room "${room}". Stop it first, or use another room.`,
    );
  }
}
