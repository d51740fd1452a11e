import type { AgentId, OutsideHours, PhoneNumber, PhoneNumberId, SipTrunkId } from '@parley/contracts';
import { agents, phoneNumbers, sipTrunks, type TenantTx } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import { invalidField, notFound } from '../domain-error.ts';

export type NumberRow = typeof phoneNumbers.$inferSelect;

export const toPhoneNumber = (row: NumberRow): PhoneNumber => ({
  number_id: row.id,
  number: row.number,
  trunk_id: row.trunkId,
  agent_id: row.agentId,
  outside_hours: row.outsideHours,
  label: row.label,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

export const auditFieldsOf = (row: NumberRow) => ({
  number: row.number,
  trunk_id: row.trunkId,
  agent_id: row.agentId,
  outside_hours: row.outsideHours,
  label: row.label,
});

/** @throws DomainError `NOT_FOUND`, also for another tenant's number. */
export async function lockNumber(tx: TenantTx, id: PhoneNumberId): Promise<NumberRow> {
  const [row] = await tx.select().from(phoneNumbers).where(eq(phoneNumbers.id, id)).for('update');
  if (!row) throw notFound('phone number');
  return row;
}

/** The SIP service is to be told of a trunk's numbers. @throws DomainError `VALIDATION_FAILED` for an unknown one. */
export async function touchTrunk(tx: TenantTx, id: SipTrunkId): Promise<void> {
  const [trunk] = await tx.select().from(sipTrunks).where(eq(sipTrunks.id, id)).for('update');
  if (!trunk) throw invalidField('trunk_id', 'There is no such trunk.');
  const revision = trunk.revision + 1;
  await tx.update(sipTrunks).set({ syncState: 'pending', revision }).where(eq(sipTrunks.id, id));
}

/** @throws DomainError `VALIDATION_FAILED`, naming the agent that there is not. */
export async function requireAgents(
  tx: TenantTx,
  routing: { agent_id: AgentId | null; outside_hours: OutsideHours },
): Promise<void> {
  await requireAgent(tx, 'agent_id', routing.agent_id);
  const { outside_hours: outside } = routing;
  if (outside.do === 'other_agent') await requireAgent(tx, 'outside_hours.agent_id', outside.agent_id);
}

async function requireAgent(tx: TenantTx, path: string, id: AgentId | null): Promise<void> {
  if (id === null) return;
  const [agent] = await tx
    .select({ id: agents.id })
    .from(agents)
    .where(and(eq(agents.id, id), isNull(agents.archivedAt)));
  if (!agent) throw invalidField(path, 'There is no such agent.');
}
