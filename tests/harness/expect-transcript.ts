import type { Transcript } from '@parley/contracts';
import { canonicalWords } from '@parley/rehearsal';
import { expect } from 'vitest';
import { readSimulatorLog, type SimulatorEntry } from './read-simulator-log.ts';
import type { Stack } from './start-stack.ts';

/** Made ready in every call, and said where an answer takes long. */
const bridge = 'One moment, please.';

/**
 * The transcript of a stack's only call holds what the recogniser understood and what the voice was given to say:
 * each utterance once, in order, none of it missing.
 */
export async function expectTranscriptIsWhatProvidersSaw(
  stack: Stack,
  { segments }: Transcript,
): Promise<void> {
  const log = await readSimulatorLog(stack);
  const texts = (wanted: SimulatorEntry['class']) =>
    log.flatMap((entry) => (entry.class === wanted && !entry.fault && entry.text ? [entry.text] : []));
  const said = (speaker: string) =>
    segments.filter((segment) => segment.speaker === speaker).map(({ text }) => text);

  const [greeting = ''] = said('agent');
  const heard = (all: string[]) => canonicalWords(all.filter((text) => text !== bridge).join(' '));
  expect(said('caller')).toEqual(texts('stt'));
  // A reply is one segment, and several requests to the voice, one for each sentence.
  expect(heard(said('agent'))).toEqual(heard(eachOnce(texts('tts'), greeting)));
  const ids = segments.map(({ segment_id }) => segment_id);
  expect(new Set(ids).size).toBe(ids.length);
  const seqs = segments.map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
}

/**
 * Every process that is sent makes the first words ready, also one that comes too late and is not heard. That they were
 * heard once is seen in the transcript.
 */
function eachOnce(texts: string[], greeting: string): string[] {
  return texts.filter((text, at) => !greeting.includes(text.trim()) || texts.indexOf(text) === at);
}
