import type { AgentCheck, AgentId } from '@parley/contracts';
import { phoneNumbers, sipTrunks, type TenantTx } from '@parley/db';
import { eq, or, sql } from 'drizzle-orm';

/** A number that leads to the agent, and the line that it is on. */
export interface RoutedNumber {
  number: string;
  trunk: string;
  takesCalls: boolean;
  syncState: typeof sipTrunks.$inferSelect.syncState;
  syncError: string | null;
}

/** Those that the agent answers, always or outside of another one's hours. */
export function readNumbers(tx: TenantTx, agentId: AgentId): Promise<RoutedNumber[]> {
  return tx
    .select({
      number: phoneNumbers.number,
      trunk: sipTrunks.name,
      takesCalls: sql<boolean>`${sipTrunks.inbound} is not null`,
      syncState: sipTrunks.syncState,
      syncError: sipTrunks.syncError,
    })
    .from(phoneNumbers)
    .innerJoin(sipTrunks, eq(sipTrunks.id, phoneNumbers.trunkId))
    .where(
      or(eq(phoneNumbers.agentId, agentId), sql`${phoneNumbers.outsideHours} ->> 'agent_id' = ${agentId}`),
    )
    .orderBy(phoneNumbers.number);
}

/** Whether calls to every number of the agent come through. One without a number is reached by pages alone. */
export function checkNumber(numbers: readonly RoutedNumber[]): AgentCheck {
  const check = 'number';
  if (numbers.length === 0) {
    return { check, result: 'ok', message: 'No telephone number leads to the agent: pages reach it.' };
  }
  const faults = numbers.flatMap((number) => faultOf(number) ?? []);
  if (faults.length > 0) return { check, result: 'failed', message: faults.join(' ') };
  const waiting = numbers.filter(({ syncState }) => syncState !== 'synced').map(({ number }) => number);
  if (waiting.length > 0) {
    const message = `The telephone service has not taken over ${waiting.join(', ')} yet. Ask again in a moment.`;
    return { check, result: 'unknown', message };
  }
  const all = numbers.map(({ number }) => number).join(', ');
  return { check, result: 'ok', message: `Calls come in at ${all}.` };
}

function faultOf({ number, trunk, takesCalls, syncState, syncError }: RoutedNumber): string | undefined {
  if (!takesCalls) {
    return `${number} leads to the agent, but its trunk "${trunk}" takes no calls in. Say there how they come in, or let the number lead to nobody.`;
  }
  if (syncState !== 'failed') return undefined;
  return `Calls to ${number} do not come through, by its trunk "${trunk}": ${syncError ?? 'the telephone service does not know it'}`;
}
