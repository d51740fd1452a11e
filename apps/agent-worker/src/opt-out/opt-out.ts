import type { voice } from '@livekit/agents';
import type { CallEnding } from '../session/call-ending.ts';
import type { CallLanguage } from '../session/call-language.ts';
import type { Floor } from '../session/floor.ts';
import { sayIfOpen } from '../session/say-if-open.ts';

/** How the person has said it. */
export type OptOutBy = 'words' | 'key' | 'agent';

export interface OptOutInput {
  session: Pick<voice.AgentSession, 'say' | 'interrupt'>;
  /** Writes it down. */
  write: (by: OptOutBy) => Promise<unknown>;
  ending: CallEnding;
  language: Pick<CallLanguage, 'phrases'>;
  floor: Pick<Floor, 'take' | 'give'>;
  onFailed: (error: unknown) => void;
}

/**
 * Takes the person on the telephone at their word: writes it down before anything else, says so in one sentence, and
 * hangs up. Once is enough, however often it is said. Where it cannot be written, that is said and the call goes on.
 */
export class OptOut {
  readonly #input: OptOutInput;
  #running: Promise<boolean> | undefined;

  constructor(input: OptOutInput) {
    this.#input = input;
  }

  /** @returns whether it was written down; the call is over then. */
  run(by: OptOutBy): Promise<boolean> {
    this.#running ??= this.#run(by);
    return this.#running;
  }

  async #run(by: OptOutBy): Promise<boolean> {
    const { session, write, ending, language, floor, onFailed } = this.#input;
    floor.take('opt-out');
    // The model's own demand is part of a speech that must come to its end.
    if (by !== 'agent') silence(session);
    try {
      await write(by);
    } catch (error) {
      onFailed(error);
      floor.give('opt-out');
      this.#running = undefined;
      sayIfOpen(session, language.phrases.optOutFailed);
      return false;
    }
    try {
      await sayIfOpen(session, language.phrases.optedOut, { allowInterruptions: false })?.waitForPlayout();
    } finally {
      ending.end({ by: 'agent', reason: 'agent_hung_up' });
    }
    return true;
  }
}

function silence(session: OptOutInput['session']): void {
  try {
    session.interrupt({ force: true });
  } catch {
    // Nobody speaks, or the session closes.
  }
}
