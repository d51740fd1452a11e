import { meanPower, powerSpectrum } from './power-spectrum.ts';

/** Speech at telephone bandwidth ends below 4 kHz; of wide-band speech only some vowels seem to. */
const low = [100, 3600] as const;
const high = [4700, 7500] as const;
/** Share of the power that is above: frames of the telephone have less (-58 dB at most of them). */
const faint = 1e-5;
const enoughFrames = 12;
const wideShare = 0.25;

/** Tells by the spectrum of its speech whether a line is a telephone's. */
export interface BandwidthTeller {
  /** @param frame 20 ms of speech, not of silence, at 16 kHz. */
  hear(frame: Int16Array): void;
  /** Heard enough to tell. */
  readonly sure: boolean;
  readonly narrow: boolean;
}

export function tellBandwidth(): BandwidthTeller {
  let frames = 0;
  let wide = 0;
  return {
    hear(frame) {
      const spectrum = powerSpectrum(frame);
      frames++;
      if (meanPower(spectrum, high) > faint * meanPower(spectrum, low)) wide++;
    },
    get sure() {
      return frames >= enoughFrames;
    },
    get narrow() {
      return frames > 0 && wide < wideShare * frames;
    },
  };
}
