/** What the caller said, on the call's clock. */
export interface Utterance {
  text: string;
  /** First and last audible sample, ms. */
  startMs: number;
  endMs: number;
  /** Cut off before its end. */
  cut: boolean;
}

export interface SayOptions {
  /** Stops in mid-sentence after so many ms. */
  cutAfterMs?: number;
}

/** The caller's way to speak: a voice in the room or on the telephone, or a keyboard. */
export interface Mouth {
  /** Resolves when the last sample has been sent, or the text. */
  say(text: string, options?: SayOptions): Promise<Utterance>;
  /** Presses keys of a telephone: `0-9*#A-D`. Resolves when the last has been sent. */
  press(keys: string): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds since the call began. */
export type Clock = () => number;
