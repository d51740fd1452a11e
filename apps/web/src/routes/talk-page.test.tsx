// @vitest-environment jsdom
import { ParleyApiError } from '@parley/api-client';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeCallPorts, unreachableRoom } from '../testing/fake-call-ports.ts';
import { renderApp } from '../testing/render-app.tsx';
import { ticket, viewerMessage } from '../testing/viewer-messages.ts';

type Ports = ReturnType<typeof fakeCallPorts>;

async function startCall(ports: Ports = fakeCallPorts()) {
  const app = renderApp('/talk', { ports });
  await app.user.click(await screen.findByTestId('start'));
  const hear = (seq: number, event: Parameters<typeof viewerMessage>[1]) =>
    act(() => ports.socket.onMessage(viewerMessage(seq, event)));
  return { ...app, hear };
}
const apiError = (status: number, code: 'INTERNAL' | 'UNAUTHENTICATED' | 'ROOM_BUSY' | 'NETWORK') =>
  new ParleyApiError({ status, code, detail: 'The server’s words.' });

describe('starting a call', () => {
  it('works by keyboard alone, with what was typed into the fields', async () => {
    const { user, ports } = renderApp('/talk');
    const room = await screen.findByLabelText('Room');
    room.focus();
    await user.clear(room);
    await user.keyboard('kitchen{Tab}');
    expect(document.activeElement).toBe(screen.getByLabelText('Your identity'));
    await user.keyboard('{Enter}');
    await screen.findByTestId('stop');
    expect(ports.log[0]).toBe('create kitchen');
  });

  it('sends the system prompt, from the keyboard too', async () => {
    const ports = fakeCallPorts();
    const bodies: unknown[] = [];
    const { createSession } = ports.client;
    ports.client.createSession = (body) => {
      bodies.push(body);
      return createSession(body);
    };
    const { user } = renderApp('/talk', { ports });
    await user.click(await screen.findByText('System prompt'));
    await user.type(screen.getByTestId('system-prompt'), 'Speak French{Control>}{Enter}{/Control}');
    await screen.findByTestId('stop');
    expect(bodies).toEqual([
      { room: 'lobby', agent_id: `agt_${'3'.repeat(32)}`, system_prompt: 'Speak French' },
    ]);
  });

  it('says what is wrong at the field, and moves there', async () => {
    const { user, ports } = renderApp('/talk');
    await user.clear(await screen.findByTestId('identity'));
    await user.type(screen.getByTestId('identity'), 'agent-1');
    await user.click(screen.getByTestId('start'));
    expect(document.activeElement).toBe(screen.getByTestId('identity'));
    expect(screen.getByTestId('identity')).toHaveProperty('ariaInvalid', 'true');
    expect(screen.getByText(/names belong to agents/)).toBeTruthy();
    expect(ports.log).toEqual([]);
  });
});

describe('the transcript', () => {
  it('turns interim text final in the very same place, and announces only the final', async () => {
    const { hear } = await startCall();
    await screen.findByTestId('stop');
    const said = { type: 'transcript', speaker: 'caller', segment_id: 'c-1' } as const;
    hear(1, { ...said, text: 'My sink', final: false });
    const line = screen.getByTestId('segment');
    expect(line.dataset).toMatchObject({ speaker: 'caller', final: 'false', segmentId: 'c-1' });
    const announcer = screen.getByRole('log', { name: 'What was said last' });
    expect(announcer.textContent).toBe('');
    hear(2, { type: 'transcript', speaker: 'agent', segment_id: 'a-1', text: 'Oh', final: false });
    hear(3, { ...said, text: 'My sink is leaking.', final: true });
    expect(screen.getAllByTestId('segment')[0]).toBe(line);
    expect(line.dataset.final).toBe('true');
    expect(line.textContent).toContain('My sink is leaking.');
    expect(announcer.textContent).toBe('Caller: My sink is leaking.');
    expect(announcer.getAttribute('aria-live')).toBe('polite');
  });

  it('shows who speaks, what the agent does, the latency with its parts, tools and the ticket', async () => {
    const { hear, user } = await startCall();
    await screen.findByTestId('stop');
    hear(1, { type: 'agent_state', state: 'thinking' });
    hear(2, { type: 'speech_started', speaker: 'caller' });
    expect(screen.getByTestId('agent-state').textContent).toBe('Thinking');
    expect(screen.getByTestId('speaking-caller').dataset.active).toBe('true');
    expect(screen.getByTestId('speaking-agent').dataset.active).toBe('false');
    hear(3, { type: 'tool', call_id: 't', name: 'lookup_knowledge', status: 'started' });
    hear(4, { type: 'turn_timing', total_ms: 812, llm_first_token_ms: 300 });
    hear(5, { type: 'ticket', ticket });
    expect(screen.getByText('Looking it up…')).toBeTruthy();
    const latency = screen.getByTestId('turn-latency');
    expect(latency.textContent).toBe('812 ms');
    await user.hover(latency);
    const parts = document.getElementById(latency.getAttribute('aria-describedby') ?? '');
    expect(parts?.textContent).toContain('First word of the answer300 ms');
    for (const field of ['name', 'phone', 'property', 'reason'] as const) {
      expect(screen.getByTestId(`ticket-${field}`).textContent).toBe(ticket[field]);
    }
  });

  it('takes typed words to the agent', async () => {
    const { user, ports } = await startCall(fakeCallPorts({ microphone: 'NotFoundError' }));
    await user.type(await screen.findByTestId('type-message'), 'Is there parking?{Enter}');
    expect(ports.log).toContain('say Is there parking?');
    expect(screen.getByTestId('segment').textContent).toContain('Is there parking?');
    expect(screen.getByTestId('type-message')).toHaveProperty('value', '');
  });

  it('gives unsent words back into the field', async () => {
    const { user } = await startCall(fakeCallPorts({ sendText: new Error('closed') }));
    await user.type(await screen.findByTestId('type-message'), 'Hello{Enter}');
    await waitFor(() => expect(screen.getByTestId('type-message')).toHaveProperty('value', 'Hello'));
    expect(screen.getByRole('alert').textContent).toContain('Your message was not sent');
  });
});

describe('every failure is told in words, with what to do', () => {
  it.each([
    [
      'a refused token',
      { token: apiError(500, 'INTERNAL') },
      'The server gave no pass for the room',
      'Try again',
    ],
    [
      'no valid sign-in',
      { token: apiError(401, 'UNAUTHENTICATED') },
      'You are not signed in any more',
      'Sign in again',
    ],
    ['an unreachable server', { createSession: apiError(0, 'NETWORK') }, 'cannot be reached', 'Try again'],
    ['an unreachable LiveKit', { room: unreachableRoom }, 'cannot reach the audio server', 'Try again'],
    [
      'a busy room',
      { createSession: apiError(409, 'ROOM_BUSY') },
      'Another call is going on',
      'Start in “lobby-2”',
    ],
  ])('%s', async (_what, failures, words, button) => {
    await startCall(fakeCallPorts(failures));
    const error = await screen.findByRole('alert');
    expect(error.textContent).toContain(words);
    expect(within(error).getByRole('button', { name: button })).toBeTruthy();
    expect(screen.getByTestId('start')).toBeTruthy();
  });

  it.each([
    ['NotAllowedError', 'The microphone is not allowed'],
    ['NotFoundError', 'No microphone was found'],
    ['NotReadableError', 'The microphone cannot be opened'],
  ])('a microphone with %s, and the call goes on by typing', async (name, words) => {
    await startCall(fakeCallPorts({ microphone: name }));
    expect((await screen.findByTestId('error')).textContent).toContain(words);
    expect(screen.getByTestId('type-message')).toHaveProperty('disabled', false);
    expect(screen.getByRole('button', { name: 'Use microphone' })).toBeTruthy();
  });

  it('a lost transcript socket, until it is back', async () => {
    const { ports } = await startCall();
    await screen.findByTestId('stop');
    act(() => ports.socket.onState({ state: 'reconnecting', attempt: 1, retryInMs: 100 }));
    expect(screen.getByTestId('error').textContent).toContain('what was said meanwhile will be filled in');
    act(() => ports.socket.onState({ state: 'open' }));
    expect(screen.queryByTestId('error')).toBeNull();
  });

  it('sound that the browser blocks, with a button that plays it', async () => {
    const { ports, user } = await startCall();
    await screen.findByTestId('stop');
    act(() => ports.room.onSoundBlocked(true));
    await user.click(screen.getByRole('button', { name: 'Enable sound' }));
    expect(ports.log).toContain('sound');
  });

  it('an agent that never joined, with the server’s own words and a way to the record', async () => {
    const { hear } = await startCall();
    await screen.findByTestId('stop');
    hear(1, {
      type: 'session_state',
      state: 'failed',
      reason: 'agent_never_joined',
      message: 'Asked three workers.',
    });
    const error = screen.getByRole('alert');
    expect(error.textContent).toContain('The agent never joined');
    expect(error.textContent).toContain('Asked three workers.');
    expect(within(error).getByRole('link').getAttribute('href')).toMatch(/^\/history\/ses_/);
    expect(screen.getByTestId('start')).toBeTruthy();
  });

  it('an end from the other side, calmly', async () => {
    const { hear } = await startCall();
    await screen.findByTestId('stop');
    hear(1, { type: 'session_state', state: 'ended', reason: 'agent_hung_up' });
    expect(screen.getByTestId('outcome').textContent).toContain('The agent hung up');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

it('starts in the other room that it offers', async () => {
  const ports = fakeCallPorts({ createSession: apiError(409, 'ROOM_BUSY') });
  const { user } = await startCall(ports);
  await user.click(await screen.findByRole('button', { name: 'Start in “lobby-2”' }));
  expect(ports.log).toEqual(['create lobby', 'create lobby-2']);
});

it('keeps the call while its caller looks at the history', async () => {
  const { user, ports } = await startCall();
  await screen.findByTestId('stop');
  await user.click(screen.getByRole('link', { name: 'History' }));
  await screen.findByTestId('history-row');
  expect(ports.log).not.toContain('leave');
  await user.click(screen.getByRole('link', { name: 'Call running' }));
  expect(await screen.findByTestId('stop')).toBeTruthy();
});

it('ends the call on Stop and takes the focus along', async () => {
  const { user, ports } = await startCall();
  await user.click(await screen.findByTestId('stop'));
  expect((await screen.findByTestId('outcome')).textContent).toContain('The call was stopped');
  expect(ports.log).toEqual(expect.arrayContaining(['delete', 'leave']));
  expect(document.activeElement).toBe(screen.getByTestId('outcome').parentElement);
});
