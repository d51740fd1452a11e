import { frameMs, frameSamples, sampleRate } from './g711.ts';

/** The two frequencies of each key (ITU-T Q.23). */
const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const keypad = '123A456B789C*0#D';

const toneMs = 100;
const gapMs = 80;
/** `w`. */
const pauseMs = 500;
/** Of each of the two: about −12 dB below full scale together. */
const amplitude = 5_500;

/** @returns undefined for what no telephone has a key for */
export function frequenciesOf(digit: string): [number, number] | undefined {
  const at = digit.length === 1 ? keypad.indexOf(digit.toUpperCase()) : -1;
  const [row, column] = [rows[Math.floor(at / 4)], columns[at % 4]];
  return at < 0 || row === undefined || column === undefined ? undefined : [row, column];
}

/** Keys as sound, for lines that have no other way to tell them. */
export interface DtmfTones {
  /** One after the other; `w` waits half a second. Other signs are passed over. */
  dial(digits: string): void;
  /** The next 20 ms; undefined when all is dialled. */
  next(): Int16Array | undefined;
}

export function createDtmfTones(): DtmfTones {
  const frames: ([number, number] | undefined)[] = [];
  let at = 0;
  const add = (pair: [number, number] | undefined, ms: number): void => {
    for (let left = ms; left > 0; left -= frameMs) frames.push(pair);
  };
  return {
    dial(digits) {
      for (const digit of digits) {
        const pair = frequenciesOf(digit);
        if (pair) add(pair, toneMs);
        if (pair) add(undefined, gapMs);
        else if (digit.toLowerCase() === 'w') add(undefined, pauseMs);
      }
    },
    next() {
      if (frames.length === 0) return undefined;
      const pair = frames.shift();
      const frame = new Int16Array(frameSamples);
      for (let i = 0; pair && i < frameSamples; i++, at++) {
        const turn = (2 * Math.PI * at) / sampleRate;
        frame[i] = amplitude * (Math.sin(pair[0] * turn) + Math.sin(pair[1] * turn));
      }
      return frame;
    },
  };
}
