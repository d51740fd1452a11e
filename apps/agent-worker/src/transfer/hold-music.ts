/** Gentle broken chords, made here: no file to ship, no licence to keep. */
export const musicRate = 24_000;
const frameSamples = musicRate / 50;
/** Seconds between two notes, each of which rings on under the next ones. */
const beatS = 0.4;
const ringsS = 2.4;
const loudness = 2_600;

const chords = [
  [261.63, 329.63, 392.0, 493.88],
  [220.0, 261.63, 329.63, 392.0],
  [174.61, 220.0, 261.63, 329.63],
  [196.0, 246.94, 293.66, 349.23],
];
/** Up and down each chord. */
const steps = [0, 1, 2, 3, 2, 1];
const melody = chords.flatMap((chord) => steps.map((step) => chord[step] as number));

/** 20 ms at a time, from the beginning, for ever. Each frame has memory of its own. */
export function* holdMusic(): Generator<Int16Array, never> {
  for (let frame = 0; ; frame++) {
    const samples = new Int16Array(frameSamples);
    for (let i = 0; i < frameSamples; i++) samples[i] = sampleAt((frame * frameSamples + i) / musicRate);
    yield samples;
  }
}

function sampleAt(second: number): number {
  const newest = Math.floor(second / beatS);
  const oldest = Math.max(0, Math.ceil((second - ringsS) / beatS));
  let sum = 0;
  for (let note = oldest; note <= newest; note++) sum += tone(note, second - note * beatS);
  return Math.round(loudness * sum);
}

/** A note with its octave, softly struck, dying away. */
function tone(note: number, age: number): number {
  const phase = 2 * Math.PI * (melody[note % melody.length] as number) * age;
  const struck = Math.min(1, age / 0.02);
  const fading = Math.exp(-1.8 * age) * Math.min(1, (ringsS - age) / 0.1);
  return struck * fading * (Math.sin(phase) + 0.25 * Math.sin(2 * phase));
}
