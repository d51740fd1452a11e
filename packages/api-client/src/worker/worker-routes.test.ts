import { newId } from '@parley/contracts';
import { afterEach, expect, test } from 'vitest';
import { type FakeControlPlane, startFakeControlPlane } from '../testing/fake-control-plane.ts';
import { createTicket } from './create-ticket.ts';
import { fetchSessionBrief } from './fetch-session-brief.ts';
import { reportJobEnd } from './report-job-end.ts';
import { searchKnowledge } from './search-knowledge.ts';

let fake: FakeControlPlane | undefined;
afterEach(() => fake?.kill());

const sessionId = newId('session');
const access = () => ({ url: fake?.url ?? '', sessionId, token: 'job-token' });
const brief = {
  session_id: sessionId,
  livekit_room: 'ten.lobby',
  channel: 'browser',
  tenant_name: 'Maple',
  agent_name: 'Maya',
  config: { greeting: 'Hello.', persona: 'Kind.' },
  system_prompt: null,
  knowledge_topics: ['Pets'],
};
const ticket = {
  ticket_id: newId('ticket'),
  session_id: sessionId,
  status: 'open',
  name: 'Ann',
  phone: '+15550142',
  property: '12 Oak',
  reason: 'Leak',
  summary: null,
  evidence: {},
  created_at: '2026-01-01T00:00:00.000Z',
};

test('the brief is fetched with the session token, its defaults filled in', async () => {
  fake = await startFakeControlPlane({
    routes: { [`GET /worker/sessions/${sessionId}`]: () => ({ status: 200, body: brief }) },
  });
  const fetched = await fetchSessionBrief(access());
  expect(fetched.config.limits.idle_s).toBe(12);
  expect(fake.requests[0]?.headers.authorization).toBe('Bearer job-token');
});

test('a control plane that is restarting is asked again; one that refuses is not', async () => {
  const answers = [503, 500, 200];
  fake = await startFakeControlPlane({
    routes: {
      [`GET /worker/sessions/${sessionId}`]: () => ({ status: answers.shift() ?? 200, body: brief }),
    },
  });
  expect((await fetchSessionBrief(access())).tenant_name).toBe('Maple');
  expect(fake.requests).toHaveLength(3);

  await expect(fetchSessionBrief({ ...access(), sessionId: 'ses_other' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(fake.requests).toHaveLength(4);
});

test('the end of a job is told also to a control plane that is being started anew', async () => {
  const answers = [503, 500];
  fake = await startFakeControlPlane({
    routes: {
      [`POST /worker/sessions/${sessionId}/job-end`]: () => ({ status: answers.shift() ?? 204, body: null }),
    },
  });
  await reportJobEnd(access());
  expect(fake.requests).toHaveLength(3);
  expect(fake.requests[0]?.headers.authorization).toBe('Bearer job-token');
});

test('a brief of the wrong shape is refused', async () => {
  fake = await startFakeControlPlane({
    routes: { [`GET /worker/sessions/${sessionId}`]: () => ({ status: 200, body: { ...brief, config: 1 } }) },
  });
  await expect(fetchSessionBrief(access())).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
});

test('knowledge is searched and its hits returned', async () => {
  const hit = { item_id: newId('knowledgeItem'), title: 'Pets', text: 'Cats only.', score: 1 };
  fake = await startFakeControlPlane({
    routes: {
      [`POST /worker/sessions/${sessionId}/knowledge/search`]: () => ({ status: 200, body: { hits: [hit] } }),
    },
  });
  expect(await searchKnowledge(access(), { query: 'pets', limit: 2 })).toEqual([hit]);
  expect(fake.requests[0]?.body).toEqual({ query: 'pets', limit: 2 });
});

test('a ticket whose answer was lost is asked for again; a wrong field is not', async () => {
  const answers = [
    { status: 503, body: {} },
    { status: 200, body: ticket },
    { status: 400, body: { code: 'VALIDATION_FAILED', issues: [{ path: 'phone', message: 'too short' }] } },
  ];
  fake = await startFakeControlPlane({
    routes: {
      [`POST /worker/sessions/${sessionId}/tickets`]: () => answers.shift() ?? { status: 500, body: {} },
    },
  });
  const body = { name: 'Ann', phone: '555 0142', property: '12 Oak', reason: 'Leak' };
  expect((await createTicket(access(), body)).ticket_id).toBe(ticket.ticket_id);
  await expect(createTicket(access(), body)).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    issues: [{ path: 'phone', message: 'too short' }],
  });
  expect(fake.requests).toHaveLength(3);
});

test('an aborted request is not repeated', async () => {
  fake = await startFakeControlPlane({
    routes: { [`GET /worker/sessions/${sessionId}`]: () => new Promise(() => {}) },
  });
  const abort = new AbortController();
  const fetching = fetchSessionBrief({ ...access(), signal: abort.signal });
  await fake.until(() => true);
  abort.abort(new Error('call over'));
  await expect(fetching).rejects.toThrow('call over');
});
