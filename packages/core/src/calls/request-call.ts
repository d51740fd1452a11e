import { type Call, type RequestCallBody, requestCallBodySchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { fetchServingVersion } from '../agents/serving-version.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { toCall } from './call-row.ts';
import { chooseLine } from './choose-line.ts';
import { insertCall } from './insert-call.ts';
import { requireDialable } from './require-dialable.ts';
import { requirePossibleDial } from './require-possible-dial.ts';

interface RequestCall {
  ctx: ServiceContext;
  input: RequestCallBody;
}

/**
 * Asks for a call out; it waits for its time and for a free line. The agent serves as it is published now.
 * What can never be dialled is refused at once; whether it may be dialled is asked again when it is.
 * @throws DomainError `VALIDATION_FAILED`, `CALL_BLOCKED`, `NOT_FOUND` for an unknown agent, `AGENT_NOT_ACTIVE`
 */
export async function requestCall({ ctx, input }: RequestCall): Promise<Call> {
  requireScope(ctx, 'calls:write');
  const body = parseInput(requestCallBodySchema, storableJson(input));
  requireDialable('to', body.to);
  const times = timesOf(body, ctx.now());
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await requirePossibleDial(tx, body.to, times.scheduledAt ?? ctx.now());
    const line = await chooseLine(tx, body.from_number_id);
    const version = await fetchServingVersion(tx, [body.agent_id]);
    const call = await insertCall(tx, ctx, {
      direction: 'outbound',
      state: 'queued',
      numberId: line.id,
      trunkId: line.trunkId,
      fromNumber: line.number,
      toNumber: body.to,
      agentId: version.agentId,
      agentVersionId: version.id,
      purpose: body.purpose,
      variables: body.variables,
      ...times,
    });
    await appendAudit(tx, ctx, {
      action: 'call.request',
      target: { type: 'call', id: call.id },
      after: {
        to: call.toNumber,
        from: call.fromNumber,
        agent_id: call.agentId,
        agent_version_id: call.agentVersionId,
        purpose: call.purpose,
        scheduled_at: call.scheduledAt?.toISOString() ?? null,
        expires_at: call.expiresAt?.toISOString() ?? null,
      },
    });
    return toCall(call);
  });
}

function timesOf(
  { scheduled_at: scheduled, expires_at: expires }: z.output<typeof requestCallBodySchema>,
  now: Date,
): { scheduledAt: Date | null; expiresAt: Date | null } {
  const scheduledAt = scheduled === null ? null : new Date(scheduled);
  const expiresAt = expires === null ? null : new Date(expires);
  if (expiresAt && expiresAt <= (scheduledAt ?? now)) {
    throw invalidField('expires_at', 'The call would be too late before it is due: give it some time.');
  }
  return { scheduledAt, expiresAt };
}
