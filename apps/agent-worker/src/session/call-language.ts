import type { SessionBrief } from '@parley/contracts';
import { type RecordingPhrases, recordingPhrasesIn } from '../recording/recording-phrases.ts';
import type { FillIn } from './call-variables.ts';
import { type Phrases, phrasesIn } from './phrases.ts';

/** The language that is spoken now, and the fixed words in it. */
export class CallLanguage {
  readonly #first: string;
  readonly #own: Partial<Phrases>;
  readonly #ownOfRecording: Partial<RecordingPhrases>;
  #current: string;

  constructor({ config }: Pick<SessionBrief, 'config'>, fillIn: FillIn) {
    const { goodbye, business_closed: closed } = config.templates;
    const { recording_announcement: announcement, recording_question: question } = config.templates;
    this.#first = config.languages.first;
    this.#current = this.#first;
    this.#own = {
      ...(goodbye === '' ? {} : { goodbye: fillIn(goodbye) }),
      ...(closed === '' ? {} : { closed: fillIn(closed), closedGoodbye: fillIn(closed) }),
    };
    this.#ownOfRecording = {
      ...(announcement === '' ? {} : { announcement: fillIn(announcement) }),
      ...(question === '' ? {} : { question: fillIn(question) }),
    };
  }

  get current(): string {
    return this.#current;
  }

  change(tag: string): void {
    this.#current = tag;
  }

  /** The business's own words are in its first language alone. */
  get phrases(): Phrases {
    const standard = phrasesIn(this.#current);
    return this.#current === this.#first ? { ...standard, ...this.#own } : standard;
  }

  get recordingPhrases(): RecordingPhrases {
    const standard = recordingPhrasesIn(this.#current);
    return this.#current === this.#first ? { ...standard, ...this.#ownOfRecording } : standard;
  }
}
