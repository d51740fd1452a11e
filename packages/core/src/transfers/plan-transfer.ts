import type { TransferMode } from '@parley/contracts';
import { phoneNumbers, sipTrunks, type TenantTx } from '@parley/db';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { CallRow } from '../calls/call-row.ts';
import { invalidField } from '../domain-error.ts';
import type { ChosenTarget } from './choose-target.ts';

/** `refer`: what the caller's telephone is asked to call; `dial`: whom the telephone service rings, and by which trunk. */
export type TransferPlan =
  | { mode: 'cold'; refer: string; ringS: number }
  | { mode: 'warm'; dial: { outboundRef: string; from: string; to: string }; ringS: number };

/** @throws DomainError `VALIDATION_FAILED` when no trunk reaches the target. */
export async function planTransfer(
  tx: TenantTx,
  call: CallRow,
  { target, mode }: { target: ChosenTarget; mode: TransferMode },
): Promise<TransferPlan> {
  const { number, ring_s: ringS } = target;
  const isNumber = number.startsWith('+');
  if (mode === 'cold') return { mode, refer: isNumber ? `tel:${number}` : number, ringS };
  const lines = await tx
    .select({ number: phoneNumbers.number, trunk: sipTrunks })
    .from(phoneNumbers)
    .innerJoin(sipTrunks, eq(sipTrunks.id, phoneNumbers.trunkId))
    .where(and(isNotNull(sipTrunks.outbound), isNotNull(sipTrunks.outboundRef)))
    .orderBy(asc(phoneNumbers.id));
  const [, user, host] = /^sips?:([^@]+)@(.+)$/.exec(number) ?? [];
  const reaching = isNumber ? lines : lines.filter(({ trunk }) => trunk.outbound?.address === host);
  const own = call.direction === 'inbound' ? call.toNumber : call.fromNumber;
  const line =
    reaching.find((each) => each.number === own) ??
    reaching.find(({ trunk }) => trunk.id === call.trunkId) ??
    reaching[0];
  if (!line?.trunk.outboundRef) {
    const why = isNumber
      ? 'No number can call out: give a trunk an outbound address, or transfer cold.'
      : `No trunk has the outbound address ${host}: add one, or transfer cold.`;
    throw invalidField('to', why);
  }
  return {
    mode,
    dial: { outboundRef: line.trunk.outboundRef, from: line.number, to: user ?? number },
    ringS,
  };
}
