import { ParleyApiError, type ParleyClient } from '@parley/api-client';
import type { Agent, Session } from '@parley/contracts';
import { createMemoryHistory } from '@tanstack/react-router';
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, vi } from 'vitest';
import { App } from '../app.tsx';
import { createQueries } from '../create-queries.ts';
import { createCredentialStore, keyCredential } from '../features/auth/credential-store.ts';
import { createCall } from '../features/call/create-call.ts';
import { createAppRouter } from '../router.tsx';
import { type FakePorts, fakeCallPorts } from './fake-call-ports.ts';
import { at, sessionId } from './viewer-messages.ts';

vi.mock('../features/call/connect-room.ts', () => ({
  connectRoom: () => Promise.reject(new Error('no room')),
}));
// A busy machine renders late: only what never comes is missing.
configure({ asyncUtilTimeout: 10_000 });
Element.prototype.scrollIntoView = () => {};
window.scrollTo = () => {};
afterEach(() => {
  cleanup();
  sessionStorage.clear();
  localStorage.clear();
});

export const agent: Agent = {
  agent_id: `agt_${'3'.repeat(32)}` as Agent['agent_id'],
  name: 'Maple front desk',
  version_id: `agv_${'4'.repeat(32)}` as Agent['version_id'],
  version: 1,
  greeting: 'Thank you for calling Maple.',
};

export const session: Session = {
  session_id: sessionId,
  room: 'lobby',
  channel: 'browser',
  state: 'ended',
  end_reason: 'caller_hung_up',
  agent_id: agent.agent_id,
  agent_name: agent.name,
  ticket_id: null,
  created_at: at(0),
  active_at: at(1_000),
  ended_at: at(66_000),
};

const noAnalysis = new ParleyApiError({
  status: 404,
  code: 'NOT_FOUND',
  detail: 'There is no such analysis of this session.',
});

/** The whole page on a made-up outside, signed in unless told otherwise. */
export function renderApp(
  path: string,
  options: { ports?: FakePorts; client?: Partial<ParleyClient>; signedIn?: boolean } = {},
) {
  const ports = options.ports ?? fakeCallPorts();
  const credentials = createCredentialStore();
  if (options.signedIn !== false) credentials.set(keyCredential('sk_test'));
  const client = {
    ...ports.client,
    listAgents: async () => ({ agents: [agent] }),
    listSessions: async () => ({ sessions: [session], next_cursor: null }),
    getSession: async () => session,
    api: { getSessionAnalysis: () => Promise.reject(noAnalysis) },
    ...options.client,
  } as ParleyClient;
  const router = createAppRouter(credentials, createMemoryHistory({ initialEntries: [path] }));
  const view = render(
    <App
      credentials={credentials}
      client={client}
      microphone={ports.microphone}
      call={createCall(ports)}
      queries={createQueries(credentials)}
      router={router}
    />,
  );
  return { ...view, ports, credentials, router, user: userEvent.setup() };
}
