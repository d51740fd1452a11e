import { voice } from '@livekit/agents';
import { expect, test } from 'vitest';
import { tapSpokenWords } from './tap-spoken-words.ts';

test('finds its place behind the synchronizer, and says when there is none', async () => {
  const last = new voice.ParalellTextOutput([]);
  const session = { output: { transcription: { nextInChain: last } } } as unknown as voice.AgentSession;
  const words: string[] = [];
  expect(tapSpokenWords(session, (delta) => words.push(delta))).toBe(true);
  await last.captureText('Hello ');
  await last.captureText(voice.createTimedString({ text: 'there.' }));
  expect(words).toEqual(['Hello ', 'there.']);

  const none = { output: { transcription: null } } as unknown as voice.AgentSession;
  expect(tapSpokenWords(none, () => {})).toBe(false);
});
