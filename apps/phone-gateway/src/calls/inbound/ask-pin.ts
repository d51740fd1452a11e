import type { Call } from '../call.ts';
import type { MediaPath } from '../media/open-media-path.ts';
import { pinTone } from '../media/tones.ts';

/** Between two keys, and before the first. */
const patienceMs = 10_000;
const longestPin = 16;

/** Asks by a tone and waits for keys until `#`. @returns undefined when the call ended meanwhile */
export function askPin(call: Call, path: MediaPath): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let typed = '';
  let patience: NodeJS.Timeout | undefined;
  const prompt = path.toneToPhone(pinTone, 2);
  const done = (pin: string | undefined): void => {
    clearTimeout(patience);
    prompt.stop();
    stopListening();
    resolve(pin);
  };
  const wait = (): void => {
    clearTimeout(patience);
    patience = setTimeout(() => done(typed), patienceMs);
  };
  const stopListening = path.listenForKeys((digit) => {
    prompt.stop();
    if (digit === '#') return done(typed);
    typed += digit;
    if (typed.length >= longestPin) done(typed);
    else wait();
  });
  wait();
  call.own('pin', () => done(undefined));
  return promise;
}
