// @vitest-environment jsdom
import { ParleyApiError, type WatchOptions } from '@parley/api-client';
import type { Session, SessionId } from '@parley/contracts';
import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderApp, session } from '../testing/render-app.tsx';
import { at, sessionId, ticket, viewerMessage } from '../testing/viewer-messages.ts';

const other = (change: Partial<Session>): Session => ({
  ...session,
  session_id: `ses_${'9'.repeat(32)}` as SessionId,
  ...change,
});

describe('the list', () => {
  it('shows when, where, with whom, how long, how it ended and whether there is a ticket', async () => {
    renderApp('/history', {
      client: {
        listSessions: async () => ({
          sessions: [{ ...session, ticket_id: ticket.ticket_id }],
          next_cursor: null,
        }),
      },
    });
    const row = await screen.findByTestId('history-row');
    for (const words of ['lobby', 'Maple front desk', '1:05', 'The caller hung up', 'Ticket']) {
      expect(row.textContent).toContain(words);
    }
    expect(within(row).getByRole('link').getAttribute('href')).toBe(`/history/${sessionId}`);
  });

  it('fetches older sessions with the cursor', async () => {
    const listSessions = vi.fn(async ({ cursor }: { cursor?: string } = {}) =>
      cursor === 'c1'
        ? {
            sessions: [other({ state: 'failed', end_reason: 'no_agent_available', active_at: null })],
            next_cursor: null,
          }
        : { sessions: [session], next_cursor: 'c1' },
    );
    const { user } = renderApp('/history', { client: { listSessions } });
    await user.click(await screen.findByTestId('history-more'));
    await waitFor(() => expect(screen.getAllByTestId('history-row')).toHaveLength(2));
    expect(screen.getByText('No agent is free')).toBeTruthy();
    expect(screen.queryByTestId('history-more')).toBeNull();
  });

  it('says so when it cannot be fetched', async () => {
    const error = new ParleyApiError({ status: 403, code: 'FORBIDDEN', detail: 'No.', requestId: 'r-1' });
    renderApp('/history', { client: { listSessions: () => Promise.reject(error) } });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The sessions cannot be listed');
    expect(alert.textContent).toContain('r-1');
  });

  it('leads to the sign-in, with the reason, when the key is not valid any more', async () => {
    const error = new ParleyApiError({ status: 401, code: 'UNAUTHENTICATED', detail: 'No.' });
    const { router } = renderApp('/history', { client: { listSessions: () => Promise.reject(error) } });
    await screen.findByTestId('sign-in-key');
    expect(screen.getByText(/does not accept your key/)).toBeTruthy();
    expect(router.state.location.search).toEqual({ to: '/history' });
  });
});

describe('a record', () => {
  const segment = { interrupted: false, started_at: at(0), ended_at: at(1) };

  it('shows the stored words at once, then timings from the replay, then what is said live', async () => {
    let watch: WatchOptions | undefined;
    renderApp(`/history/${sessionId}`, {
      client: {
        getSession: async () => ({ ...session, state: 'active', end_reason: null, ended_at: null }),
        getTranscript: async () => ({
          session_id: sessionId,
          state: 'active',
          end_reason: null,
          segments: [
            { ...segment, segment_id: 'c-1', seq: 5, speaker: 'caller', text: 'Hi' },
            { ...segment, segment_id: 'a-1', seq: 9, speaker: 'agent', text: 'Hello' },
          ],
          ticket,
        }),
        watchTranscript: (options) => {
          watch = options;
          return { close: () => {}, lastSeq: 0, closed: new Promise(() => {}) };
        },
      },
    });
    await waitFor(() => expect(screen.getAllByTestId('segment')).toHaveLength(2));
    expect(screen.getByTestId('ticket-name').textContent).toBe('John Smith');
    act(() => {
      watch?.onMessage(viewerMessage(8, { type: 'turn_timing', total_ms: 640, segment_id: 'a-1' }));
      watch?.onMessage(
        viewerMessage(20, {
          type: 'transcript',
          segment_id: 'c-2',
          speaker: 'caller',
          text: 'And',
          final: false,
        }),
      );
    });
    expect(screen.getByTestId('turn-latency').textContent).toBe('640 ms');
    expect(screen.getAllByTestId('segment').map((line) => line.dataset.final)).toEqual([
      'true',
      'true',
      'false',
    ]);
    expect(await screen.findByText('Going on now')).toBeTruthy();
    act(() => watch?.onState?.({ state: 'reconnecting', attempt: 1, retryInMs: 100 }));
    expect(screen.getByTestId('error').textContent).toContain('The transcript is interrupted');
  });

  it('of another tenant is not there, and says so', async () => {
    const error = new ParleyApiError({ status: 404, code: 'NOT_FOUND', detail: 'There is no such session.' });
    renderApp(`/history/${sessionId}`, {
      client: { getSession: () => Promise.reject(error), getTranscript: () => Promise.reject(error) },
    });
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such session.');
    expect(screen.queryByTestId('segment')).toBeNull();
  });

  it('plays the recording once it is stored, fetched when somebody asks for it; a refusal is told', async () => {
    let watch: WatchOptions | undefined;
    const refusal = new ParleyApiError({ status: 403, code: 'FORBIDDEN', detail: 'Needs recordings:read.' });
    const answers = [() => Promise.reject(refusal), async () => new Blob(['OggS'], { type: 'audio/ogg' })];
    const getSessionRecording = vi.fn(async () => answers.shift()?.());
    URL.createObjectURL = () => 'blob:recording';
    URL.revokeObjectURL = () => {};
    const { user } = renderApp(`/history/${sessionId}`, {
      client: {
        api: { getSessionRecording, getSessionAnalysis: () => new Promise(() => {}) } as never,
        getSession: async () => session,
        getTranscript: async () => ({
          session_id: sessionId,
          state: 'ended',
          end_reason: 'caller_hung_up',
          segments: [],
          ticket: null,
        }),
        watchTranscript: (options) => {
          watch = options;
          return { close: () => {} } as never;
        },
      },
    });
    await waitFor(() => expect(watch).toBeDefined());
    const state = (seq: number, state: 'started' | 'stored') =>
      act(() => watch?.onMessage?.(viewerMessage(seq, { type: 'recording', state, consent: 'agreed' })));
    state(1, 'started');
    expect(screen.queryByTestId('recording')).toBeNull();
    state(2, 'stored');
    const listen = await screen.findByRole('button', { name: 'Listen to the recording' });
    expect(getSessionRecording).not.toHaveBeenCalled();
    await user.click(listen);
    expect((await screen.findByRole('alert')).textContent).toContain('Needs recordings:read.');
    await user.click(screen.getByRole('button', { name: 'Listen to the recording' }));
    await waitFor(() =>
      expect(screen.getByTestId('recording').querySelector('audio')?.src).toBe('blob:recording'),
    );
  });

  it('shows what was made of it once it is over; claims lead to turns, and it can be asked for again', async () => {
    const turns = [{ segment_id: 'c-1', seq: 5 }];
    const claim = { text: 'The sink leaks.', turns };
    const newest = {
      session_id: sessionId,
      version: 1,
      state: 'done',
      reason: null,
      message: null,
      attempts: 1,
      next_attempt_at: null,
      model: 'mini',
      turns_read: 1,
      turns_total: 1,
      result: {
        summary: [claim],
        rating: { score: 7, reasons: [claim] },
        sentiment: [{ mood: 'very_negative', ...claim }],
        success_factors: [],
        topics: [{ name: 'leak', turns }],
        follow_ups: [{ who: 'business', ...claim, text: 'Call back.' }],
      },
      last_done_version: 1,
      created_at: at(0),
      finished_at: at(1),
    };
    const failed = {
      ...newest,
      version: 2,
      state: 'failed',
      reason: 'key_refused',
      message: 'OpenAI refuses the key.',
      result: null,
      model: null,
    };
    const versions: object[] = [newest];
    const getSessionAnalysis = vi.fn(async ({ query }: { query?: { version: number } }) =>
      query ? versions[query.version - 1] : versions.at(-1),
    );
    const requestSessionAnalysis = vi.fn(async () => void versions.push(failed));
    const { user } = renderApp(`/history/${sessionId}`, {
      client: {
        api: { getSessionAnalysis, requestSessionAnalysis } as never,
        getTranscript: async () => ({
          session_id: sessionId,
          state: 'ended',
          end_reason: 'caller_hung_up',
          segments: [
            { ...segment, started_at: at(4_000), segment_id: 'c-1', seq: 5, speaker: 'caller', text: 'Hi' },
          ],
          ticket: null,
        }),
        watchTranscript: () => ({ close: () => {} }) as never,
      },
    });
    expect((await screen.findByTestId('analysis-rating')).textContent).toBe('7 of 10');
    const card = screen.getByTestId('analysis');
    for (const words of ['The sink leaks.', 'Very negative', 'You', 'Call back.', 'leak', 'by mini'])
      expect(card.textContent).toContain(words);
    const [link] = screen.getAllByTestId('analysis-turn');
    const target = decodeURIComponent(link?.getAttribute('href')?.slice(1) ?? '');
    expect(document.getElementById(target)?.textContent).toContain('Hi');

    await user.click(screen.getByRole('button', { name: 'Analyse again' }));
    await waitFor(() => expect(card.dataset.state).toBe('failed'));
    expect(screen.getByTestId('analysis-state').textContent).toContain('OpenAI refuses the key.');
    // What was known before is still to be seen.
    expect(screen.getByTestId('analysis-rating').textContent).toBe('7 of 10');
  });

  it('that was not analysed can be, and a refusal is told', async () => {
    const refusal = new ParleyApiError({ status: 403, code: 'FORBIDDEN', detail: 'Needs sessions:write.' });
    const none = new ParleyApiError({ status: 404, code: 'NOT_FOUND', detail: 'None.' });
    const { user } = renderApp(`/history/${sessionId}`, {
      client: {
        api: {
          getSessionAnalysis: () => Promise.reject(none),
          requestSessionAnalysis: () => Promise.reject(refusal),
        } as never,
        getTranscript: async () => ({
          session_id: sessionId,
          state: 'ended',
          end_reason: 'stopped',
          segments: [],
          ticket: null,
        }),
        watchTranscript: () => ({ close: () => {} }) as never,
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Analyse this call' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Needs sessions:write.');
  });
});
