import { type AgentId, newId, type OutsideHours, type SipTrunkId } from '@parley/contracts';
import { phoneNumbers, type TenantTx, violatedConstraint } from '@parley/db';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { type NumberRow, requireAgents, touchTrunk } from './number-row.ts';

interface NewNumber {
  number: string;
  trunk_id: SipTrunkId;
  agent_id: AgentId | null;
  outside_hours: OutsideHours;
  label: string;
}

/** @throws DomainError `VALIDATION_FAILED` for a trunk or an agent that there is not */
export async function insertNumber(tx: TenantTx, ctx: ServiceContext, input: NewNumber): Promise<NumberRow> {
  const now = ctx.now();
  await touchTrunk(tx, input.trunk_id);
  await requireAgents(tx, input);
  const [row] = await tx
    .insert(phoneNumbers)
    .values({
      id: newId('phoneNumber', now.getTime()),
      tenantId: ctx.actor.tenantId,
      number: input.number,
      trunkId: input.trunk_id,
      agentId: input.agent_id,
      outsideHours: input.outside_hours,
      label: input.label,
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (!row) throw new Error('the number was not written');
  return row;
}

/** @throws DomainError `CONFLICT` when the number is in use, be it by another tenant. */
export async function unlessInUse<T>(number: string, insert: () => Promise<T>): Promise<T> {
  try {
    return await insert();
  } catch (error) {
    if (violatedConstraint(error) !== 'phone_numbers_number_key') throw error;
    throw new DomainError('CONFLICT', `The number ${number} is in use already.`);
  }
}
