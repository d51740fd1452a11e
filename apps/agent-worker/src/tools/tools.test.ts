import { initializeLogger, type voice } from '@livekit/agents';
import { type FakeControlPlane, startFakeControlPlane } from '@parley/api-client/testing';
import { newId } from '@parley/contracts';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createAgent } from '../session/create-agent.ts';
import { agentParts } from '../testing/agent-parts.ts';
import { testBrief } from '../testing/brief.ts';
import { recordReports } from '../testing/recorded-report.ts';
import { observedSession } from '../testing/run-session.ts';
import { TransferInbox } from '../transfer/transfer-inbox.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

let fake: FakeControlPlane | undefined;
let open: voice.AgentSession | undefined;
afterEach(async () => {
  await open?.close();
  await fake?.kill();
});

type Reply = NonNullable<ConstructorParameters<typeof voice.testing.FakeLLM>[0]>[number];
type Answer = { status: number; body: unknown };

/** Says `say` to an agent whose model calls the tool, and returns what came of it. */
async function call(
  tool: { name: string; args: Record<string, unknown> },
  answer: Answer,
  more: Reply[] = [],
) {
  const brief = testBrief();
  const path = `/worker/sessions/${brief.session_id}`;
  fake = await startFakeControlPlane({
    routes: {
      [`POST ${path}/knowledge/search`]: () => answer,
      [`POST ${path}/tickets`]: () => answer,
    },
  });
  const recorded = recordReports();
  const hangUp = vi.fn();
  const { session } = observedSession({
    recorded,
    replies: [{ input: 'go', toolCalls: [tool] }, ...more],
  });
  open = session;
  const access = { url: fake.url, sessionId: brief.session_id, token: 't', timeoutMs: 500 };
  await session.start({
    agent: createAgent(brief, agentParts(brief, { access, report: recorded.report, hangUp })),
  });
  const result = await session.run({ userInput: 'go' }).wait();
  const output = session.history.items.find((item) => item.type === 'function_call_output');
  return { result, recorded, output, hangUp, requests: fake.requests };
}

const details = { name: 'Ann Lee', phone: '12', property: '12 Oak Street', reason: 'the sink leaks' };

test('lookup_knowledge gives the model what was found, and reports the call', async () => {
  const hit = { item_id: newId('knowledgeItem'), title: 'Pets', text: 'Cats only.', score: 1 };
  const { recorded, output, requests } = await call(
    { name: 'lookup_knowledge', args: { query: 'pets' } },
    { status: 200, body: { hits: [hit] } },
  );
  expect(requests[0]?.body).toEqual({ query: 'pets' });
  expect(JSON.parse(output?.output ?? '')).toEqual({ hits: [{ title: 'Pets', text: 'Cats only.' }] });
  expect(recorded.of('tool').map(({ status, arguments: given }) => [status, given])).toEqual([
    ['started', { query: 'pets' }],
    ['succeeded', undefined],
  ]);
});

test('lookup_knowledge says plainly that nothing is known, or that it cannot be reached', async () => {
  const nothing = await call(
    { name: 'lookup_knowledge', args: { query: 'x' } },
    { status: 200, body: { hits: [] } },
  );
  expect(nothing.output?.output).toContain('Nothing is known');
  await fake?.kill();
  const away = await call({ name: 'lookup_knowledge', args: { query: 'x' } }, { status: 500, body: {} });
  expect(away.output).toMatchObject({ isError: true });
  expect(away.output?.output).toContain('cannot be reached');
});

test('create_ticket writes what the caller said', async () => {
  const ticketId = newId('ticket');
  const { output, requests } = await call(
    { name: 'create_ticket', args: details },
    {
      status: 201,
      body: {
        ...details,
        ticket_id: ticketId,
        session_id: null,
        status: 'open',
        summary: null,
        evidence: {},
        created_at: '2026-01-01T00:00:00.000Z',
      },
    },
  );
  expect(requests[0]?.body).toEqual(details);
  expect(JSON.parse(output?.output ?? '')).toMatchObject({ ticket_id: ticketId, status: 'open' });
});

test('a field that the server refuses comes back to the model by name, to be asked again', async () => {
  const issues = [{ path: 'phone', message: 'is too short to be a telephone number' }];
  const { output, recorded } = await call(
    { name: 'create_ticket', args: details },
    { status: 400, body: { code: 'VALIDATION_FAILED', issues } },
  );
  expect(output).toMatchObject({ isError: true });
  expect(output?.output).toMatch(/^VALIDATION_FAILED\. phone: is too short .* Ask the caller for it again/);
  expect(recorded.of('tool').map(({ status }) => status)).toEqual(['started', 'failed']);
});

test('create_ticket does not take a ticket that was written before for the correction of it', async () => {
  const body = {
    ...details,
    phone: '555 0199',
    ticket_id: newId('ticket'),
    session_id: null,
    status: 'open',
    summary: null,
    evidence: {},
    created_at: '2026-01-01T00:00:00.000Z',
  };
  const { output, recorded } = await call({ name: 'create_ticket', args: details }, { status: 200, body });
  expect(output).toMatchObject({ isError: true, output: expect.stringContaining('these differ: phone.') });
  expect(recorded.of('tool').map(({ status }) => status)).toEqual(['started', 'failed']);
});

test('end_call says goodbye first when the model did not, then hangs up', async () => {
  const { recorded, hangUp } = await call({ name: 'end_call', args: {} }, { status: 500, body: {} });
  await expect.poll(() => hangUp.mock.calls.length).toBe(1);
  expect(recorded.of('transcript').map(({ text }) => text)).toEqual(['Thank you for calling. Goodbye.']);
});

test('end_call does not repeat a goodbye that was said in the same breath', async () => {
  const brief = testBrief();
  const recorded = recordReports();
  const hangUp = vi.fn();
  const { session } = observedSession({
    recorded,
    replies: [{ input: 'bye', content: 'Goodbye, Ann.', toolCalls: [{ name: 'end_call', args: {} }] }],
  });
  open = session;
  const access = { url: 'http://127.0.0.1:1', sessionId: brief.session_id, token: 't' };
  await session.start({
    agent: createAgent(brief, agentParts(brief, { access, report: recorded.report, hangUp })),
  });
  await session.run({ userInput: 'bye' }).wait();
  await expect.poll(() => hangUp.mock.calls.length).toBe(1);
  expect(recorded.of('transcript').map(({ text }) => text)).toEqual(['Goodbye, Ann.']);
});

test('an agent that collects nothing has no tool for tickets', () => {
  const brief = testBrief();
  const names = (collect: typeof brief.config.collect) =>
    Object.keys(
      createAgent({ ...brief, config: { ...brief.config, collect } }, agentParts(brief)).toolCtx
        .functionTools,
    ).sort();
  expect(names(brief.config.collect)).toEqual(['create_ticket', 'end_call', 'lookup_knowledge']);
  expect(names([])).toEqual(['end_call', 'lookup_knowledge']);
});

test('switch_language changes the call, to languages that are allowed alone', async () => {
  const brief = testBrief();
  brief.config.languages = { first: 'en', allowed: ['de'], switching: 'on_request' };
  const recorded = recordReports();
  const asks = (language: string) => [{ name: 'switch_language', args: { language } }];
  const { session } = observedSession({
    recorded,
    replies: [
      { input: 'deutsch', toolCalls: asks('de') },
      { input: 'suomi', toolCalls: asks('fi') },
    ],
  });
  open = session;
  const parts = agentParts(brief, { report: recorded.report });
  await session.start({ agent: createAgent(brief, parts) });
  await session.run({ userInput: 'deutsch' }).wait();
  expect(parts.language.current).toBe('de');
  await session.run({ userInput: 'suomi' }).wait();
  expect(parts.language.current).toBe('de');
  const never = {
    ...brief,
    config: { ...brief.config, languages: { ...brief.config.languages, switching: 'never' as const } },
  };
  expect(Object.keys(createAgent(never, agentParts(never)).toolCtx.functionTools)).not.toContain(
    'switch_language',
  );
});

test('transfer_call says so, asks for the transfer, and leaves what is said to the colleague with it', async () => {
  const brief = testBrief({
    call: { direction: 'inbound', from: '+15550142', to: '+15550100', variables: {}, past_calls: [] },
  });
  brief.config.transfer_targets = [
    {
      ...{ key: 'office', label: 'the office', number: '+14155550177', when: '' },
      ...{ available: 'always', mode: 'warm', accept: 'key', ring_s: 25 },
    },
  ];
  const path = `/worker/sessions/${brief.session_id}/transfer`;
  let answer: Answer = { status: 409, body: { code: 'CONFLICT', detail: 'The office is closed.' } };
  fake = await startFakeControlPlane({ routes: { [`POST ${path}`]: () => answer } });
  const recorded = recordReports();
  const args = { target: 'office', summary: 'Ann has a leaking sink.' };
  const asks = [{ name: 'transfer_call', args }];
  const { session } = observedSession({
    recorded,
    replies: [
      { input: 'a person', toolCalls: asks },
      { input: 'again', content: 'I connect you.', toolCalls: asks },
    ],
  });
  open = session;
  const access = { url: fake.url, sessionId: brief.session_id, token: 't', timeoutMs: 30_000 };
  const transferring = new TransferInbox();
  await session.start({
    agent: createAgent(brief, agentParts(brief, { access, report: recorded.report, transferring })),
  });
  await session.run({ userInput: 'a person' }).wait();
  expect(recorded.of('transcript').map(({ text }) => text)[0]).toBe(
    'One moment, please. I will connect you.',
  );
  expect(recorded.of('tool').at(-1)).toMatchObject({
    status: 'failed',
    result: expect.stringMatching(/The office is closed\. .* offer to take a message/),
  });
  answer = { status: 202, body: aCall };
  await session.run({ userInput: 'again' }).wait();
  expect(recorded.of('tool').at(-1)?.status).toBe('succeeded');
  expect(fake.requests.map(({ body }) => body)).toEqual([{ to: 'office' }, { to: 'office' }]);
  expect([transferring.takeSummary(), transferring.takeSummary()]).toEqual([args.summary, undefined]);
});

test('transfer_call is there in telephone calls with somebody to pass them to, and nowhere else', () => {
  const names = (brief: ReturnType<typeof testBrief>, transferring?: TransferInbox) =>
    Object.keys(createAgent(brief, agentParts(brief, { transferring })).toolCtx.functionTools);
  const brief = testBrief();
  expect(names(brief, new TransferInbox())).not.toContain('transfer_call');
  brief.config.transfer_targets = [
    {
      ...{ key: 'office', label: 'the office', number: '+14155550177', when: '' },
      ...{ available: 'always', mode: 'warm', accept: 'key', ring_s: 25 },
    },
  ];
  expect(names(brief)).not.toContain('transfer_call');
  expect(names(brief, new TransferInbox())).toContain('transfer_call');
});

const aCall = {
  ...{ call_id: newId('call'), direction: 'inbound', state: 'active', end_reason: null, end_detail: null },
  ...{ number_id: null, from: '+15550142', to: '+15550100', agent_id: null, session_id: null },
  ...{
    purpose: null,
    variables: {},
    transfer: null,
    scheduled_at: null,
    expires_at: null,
    block_reason: null,
    next_attempt_at: null,
    cost_cents: null,
    created_at: '2026-01-01T00:00:00.000Z',
  },
  ...{ dialed_at: null, ringing_at: null, answered_at: null, ended_at: null },
};
