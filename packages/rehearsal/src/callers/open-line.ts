import type { SessionId } from '@parley/contracts';
import type { Voice } from '../speech/voices.ts';
import type { Ear, EarOptions } from './create-ear.ts';
import type { Mouth } from './mouth.ts';

export interface EnterOptions extends EarOptions {
  voice: Voice;
  typing: boolean;
  /** The room or the telephone call is over, or threw the caller out. */
  onGone: () => void;
  /** Silences the caller at once, in mid-sentence. */
  signal?: AbortSignal | undefined;
}

/** The caller's end of a call. */
export interface CallerEnd {
  mouth: Mouth;
  ear: Ear;
  /** Hangs up. Resolves when all that was heard is recognised. */
  leave(): Promise<void>;
}

/** A call whose session is known, before the caller says or hears anything. */
export interface OpenLine {
  session_id: SessionId;
  room: string;
  /** `performance.now()` at which the call's clock begins. */
  origin: number;
  enter(options: EnterOptions): Promise<CallerEnd>;
}
