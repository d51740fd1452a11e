import type { SessionId } from '@parley/contracts';
import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { getSessionBrief } from '../sessions/get-session-brief.ts';
import { getSessionDetails } from '../sessions/get-session-details.ts';
import { transitionSession } from '../sessions/transition-session.ts';
import { addLine } from '../testing/add-line.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import { createTicket } from '../tickets/create-ticket.ts';
import { answerCall } from './answer-call.ts';

let handle: DatabaseHandle;
let tenant: TestTenant;
let to: string;
let count = 0;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  tenant = await createTestTenant(handle.db);
  to = (await addLine(tenant)).number;
});

const ann = '+14155550142';

/** Somebody rings, and is answered. */
async function ring(from: string | null, by = tenant, number = to): Promise<SessionId> {
  count += 1;
  const input = { room: `phone_past_${count}`, sipCallRef: `SCL_past_${count}`, from, to: number };
  const answered = await answerCall({ ctx: by.system, input });
  if (!('session' in answered)) throw new Error('not answered');
  const sessionId = answered.session.id;
  for (const state of ['connecting', 'active'] as const) {
    await transitionSession({ ctx: by.system, input: { sessionId, to: state } });
  }
  return sessionId;
}
const end = (sessionId: SessionId) =>
  transitionSession({ ctx: tenant.system, input: { sessionId, to: 'ended', reason: 'caller_hung_up' } });
const pastOf = async (sessionId: SessionId) =>
  (await getSessionBrief({ ctx: tenant.system, sessionId })).call?.past_calls;
const ticket = { name: 'Ann Lee', phone: ann, property: '12 Oak Street', reason: 'The sink leaks' };

it('tells of the last three calls with a number, with their tickets, and of no other’s', async () => {
  for (const from of [ann, ann, '+14155550199', ann]) await end(await ring(from));
  const told = await ring(ann);
  await createTicket({ ctx: tenant.system, input: { ...ticket, sessionId: told } });
  await end(told);
  const past = await pastOf(await ring(ann));
  expect(past).toHaveLength(3);
  expect(past?.[0]).toEqual({
    at: expect.any(String),
    direction: 'inbound',
    ticket: {
      name: 'Ann Lee',
      property: '12 Oak Street',
      reason: 'The sink leaks',
      summary: null,
      status: 'open',
    },
  });
  expect(past?.slice(1).map((call) => call.ticket)).toEqual([null, null]);
  expect(await pastOf(await ring('+14155550100'))).toEqual([]);
});

it('a hidden number has no past, however many have hidden theirs', async () => {
  await end(await ring(null));
  expect(await pastOf(await ring(null))).toEqual([]);
});

it('another tenant’s calls with the same telephone are not told', async () => {
  const other = await createTestTenant(handle.db);
  const theirs = await ring(ann, other, (await addLine(other)).number);
  await createTicket({ ctx: other.system, input: { ...ticket, sessionId: theirs } });
  expect(await pastOf(await ring(ann))).toEqual([]);
});

it('a session shows its caller’s number', async () => {
  const sessionId = await ring(ann);
  const details = await getSessionDetails({ ctx: tenant.user('viewer'), sessionId });
  expect(details.call).toEqual({ call_id: expect.any(String), direction: 'inbound', from: ann, to });
});
