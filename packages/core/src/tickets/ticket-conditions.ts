import type { TicketFilters } from '@parley/contracts';
import { sessions, tickets } from '@parley/db';
import { and, eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { DomainError, invalidField } from '../domain-error.ts';
import { instantOf } from '../instant-of.ts';
import { storableText } from '../storable.ts';
import { normalizePhone } from './normalize-phone.ts';

/** The filters as one condition; none gives none. */
export function ticketConditions(filters: TicketFilters): SQL | undefined {
  const { status, priority, category, assignee_id, agent_id, session_id, phone, q } = filters;
  const { created_from: from, created_to: to } = filters;
  return and(
    status && eq(tickets.status, status),
    priority && eq(tickets.priority, priority),
    category === undefined ? undefined : eq(tickets.category, storableText(category)),
    assignee_id &&
      (assignee_id === 'none' ? isNull(tickets.assigneeId) : eq(tickets.assigneeId, assignee_id)),
    session_id && eq(tickets.sessionId, session_id),
    agent_id &&
      sql`${tickets.sessionId} in (select ${sessions.id} from ${sessions} where ${sessions.agentId} = ${agent_id})`,
    from === undefined ? undefined : gte(tickets.createdAt, instantOf(from)),
    to === undefined ? undefined : lt(tickets.createdAt, instantOf(to)),
    phone === undefined ? undefined : phoneCondition(phone),
    q === undefined ? undefined : textCondition(storableText(q)),
  );
}

/** The very number when it is whole; otherwise those that have its digits. */
function phoneCondition(phone: string): SQL {
  const number = normalizedOr(phone);
  if (number.startsWith('+')) return eq(tickets.phone, number);
  const digits = number.replace(/\D/g, '');
  if (digits === '') throw invalidField('phone', 'phone must be a number, or some of its digits');
  return sql`regexp_replace(${tickets.phone}, '\\D', '', 'g') like ${`%${digits}%`}`;
}

function normalizedOr(phone: string): string {
  try {
    return normalizePhone(phone);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return phone.replace(/^\+/, '');
  }
}

function textCondition(text: string): SQL | undefined {
  const number = /^#(\d{1,9})$/.exec(text)?.[1];
  if (number) return eq(tickets.number, Number(number));
  const told = sql`concat_ws(' ', ${tickets.name}, ${tickets.phone}, ${tickets.property}, ${tickets.reason}, ${tickets.summary}, ${tickets.category}, ${tickets.facts}::text)`;
  const words = text.split(/\s+/).filter((word) => word !== '');
  return and(...words.map((word) => sql`${told} ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`));
}
