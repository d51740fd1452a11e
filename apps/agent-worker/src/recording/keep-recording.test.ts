import { createLogger } from '@parley/observability';
import { expect, test, vi } from 'vitest';
import { recordReports } from '../testing/recorded-report.ts';
import type { FinishedRecording } from './call-recording.ts';
import { keepRecording } from './keep-recording.ts';

const log = createLogger({ name: 'test', level: 'silent' });
const access = { url: 'http://127.0.0.1:1', sessionId: 'ses_1', token: 't' };
const finished = { audio: Buffer.from('OggS'), bytes: 4 } as FinishedRecording;

test('is handed in when the call is over; where there is none nothing is asked', async () => {
  const { report, events: reports } = recordReports();
  const store = vi.fn(async () => ({}) as never);
  await keepRecording({ finish: async () => undefined }, { access, report, log, store });
  expect(store).not.toHaveBeenCalled();
  await keepRecording({ finish: async () => finished }, { access, report, log, store });
  expect(store).toHaveBeenCalledExactlyOnceWith(expect.objectContaining(access), finished);
  expect(reports).toEqual([]);
});

test.each([
  ['the storage fails', async () => finished, async () => Promise.reject(new Error('503'))],
  ['it cannot be made whole', async () => Promise.reject(new Error('encoder')), async () => ({})],
])('%s: it is lost, and that is told', async (_, finish, store) => {
  const { report, events: reports } = recordReports();
  await keepRecording({ finish }, { access, report, log, store: store as never });
  expect(reports).toEqual([
    { type: 'recording', state: 'lost' },
    { type: 'error', source: 'recording', message: expect.stringContaining('is lost') },
  ]);
});
