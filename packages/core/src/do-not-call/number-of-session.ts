import type { SessionId } from '@parley/contracts';
import { calls, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { invalidField } from '../domain-error.ts';

/**
 * The telephone of the person in a session's call.
 * @throws DomainError `VALIDATION_FAILED` when there is none, or its number is hidden.
 */
export async function numberOfSession(tx: TenantTx, sessionId: SessionId): Promise<string> {
  const [call] = await tx.select().from(calls).where(eq(calls.sessionId, sessionId));
  const number = call?.direction === 'outbound' ? call.toNumber : call?.fromNumber;
  if (number) return number;
  throw invalidField('number', 'Nobody’s number is known in this session: say which one.');
}
