import { addDoNotCallBodySchema, type DoNotCallEntry, sessionIdSchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope, requireSessionAccess } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { requireDialable } from '../calls/require-dialable.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { instantOf } from '../instant-of.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { toDoNotCallEntry } from './entry-row.ts';
import { numberOfSession } from './number-of-session.ts';
import { upsertEntries } from './upsert-entries.ts';

const inputSchema = addDoNotCallBodySchema.partial({ number: true }).extend({
  /** In which the person has said so: the source is the call, and the number its other telephone when left out. */
  sessionId: sessionIdSchema.optional(),
});

interface AddDoNotCall {
  ctx: ServiceContext;
  input: z.input<typeof inputSchema>;
}

/**
 * Puts a number on the tenant's do-not-call list; from the next dial on it is not called. Whoever may call may do so,
 * and the worker of a session. A number that is on it already stays, for the longer of both times.
 * @throws DomainError `VALIDATION_FAILED`
 */
export async function addDoNotCall({ ctx, input }: AddDoNotCall): Promise<DoNotCallEntry> {
  if (ctx.actor.type === 'worker') requireSessionAccess(ctx, input.sessionId, 'calls:write');
  else requireScope(ctx, 'calls:write');
  const body = parseInput(inputSchema, storableJson(input));
  const { sessionId } = body;
  if (body.number !== undefined) requireDialable('number', body.number);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const number = body.number ?? (sessionId && (await numberOfSession(tx, sessionId)));
    if (!number) throw invalidField('number', 'number is required');
    const expiresAt = body.expires_at === null ? null : instantOf(body.expires_at);
    const [row] = await upsertEntries(tx, ctx, [{ number, reason: body.reason, expiresAt }], {
      source: sessionId ? 'call' : 'manual',
      sessionId: sessionId ?? null,
    });
    if (!row) throw new Error('the entry was not written');
    const entry = toDoNotCallEntry(row);
    await appendAudit(tx, ctx, {
      action: 'do_not_call.add',
      target: { type: 'do_not_call', id: row.id },
      after: entry,
    });
    return entry;
  });
}
