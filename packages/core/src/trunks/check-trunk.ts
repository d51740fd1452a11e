import { type SipTrunkBody, sipTrunkBodySchema } from '@parley/contracts';
import type { sipTrunks } from '@parley/db';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import type { TrunkPasswords } from './trunk-row.ts';

type Settings = Pick<typeof sipTrunks.$inferInsert, 'name' | 'inbound' | 'outbound' | 'maxCalls'>;

/**
 * What is to be kept of a trunk's body. A password that is left out stays, while its user stays.
 * @throws DomainError `VALIDATION_FAILED`: neither direction; calls in from everywhere; a user without a password.
 */
export function checkTrunk(
  input: SipTrunkBody,
  known: TrunkPasswords = {},
): { settings: Settings; passwords: TrunkPasswords } {
  const {
    name,
    inbound,
    outbound,
    max_calls: maxCalls,
  } = storableJson(parseInput(sipTrunkBodySchema, input));
  const issues: { path: string; message: string }[] = [];
  const add = (path: string, message: string) => issues.push({ path, message });
  const passwords: TrunkPasswords = {
    inbound: inbound?.username === undefined ? undefined : passwordOf(inbound.password, known.inbound),
    outbound: outbound?.username === undefined ? undefined : passwordOf(outbound.password, known.outbound),
  };
  if (!inbound && !outbound) add('', 'Say how calls come in (inbound), how they go out (outbound), or both.');
  if (inbound && inbound.allowed_addresses.length === 0 && inbound.username === undefined) {
    add(
      'inbound',
      'Give the addresses that calls come from (allowed_addresses), or a username and password: anybody could call in otherwise.',
    );
  }
  for (const way of ['inbound', 'outbound'] as const) {
    const side = { inbound, outbound }[way];
    if (side?.username !== undefined && passwords[way] === undefined) {
      add(`${way}.password`, 'A username needs its password.');
    }
    if (side && side.username === undefined && side.password)
      add(`${way}.username`, 'A password needs its username.');
  }
  if (issues.length > 0) throw new DomainError('VALIDATION_FAILED', issues[0]?.message, issues);
  return {
    settings: {
      name,
      inbound: inbound && without(inbound),
      outbound: outbound && without(outbound),
      maxCalls,
    },
    passwords,
  };
}

const passwordOf = (given: string | null | undefined, known: string | undefined): string | undefined =>
  given === undefined ? known : (given ?? undefined);

function without<T extends { password?: unknown }>(side: T): Omit<T, 'password'> {
  const { password: _, ...rest } = side;
  return rest;
}
