import type { TextLog } from '../text-log.ts';
import type { Phrases, VoiceOfPhrase } from './phrase-store.ts';
import type { Spoken } from './spoken.ts';

export interface PhraseBookOptions {
  voice: VoiceOfPhrase;
  store: Phrases | undefined;
  /** Begins to make a text with the voice. */
  speak(text: string): Spoken;
}

/** A phrase that was said as a whole; `spoken` when it need not be made any more. */
export interface FoundPhrase {
  text: string;
  spoken: Spoken | undefined;
}

/** Fixed words that one voice says in a call, and what of them is spoken already. */
export class PhraseBook {
  readonly #options: PhraseBookOptions;
  readonly #spoken = new Map<string, Spoken | undefined>();
  /** Those that stay on disk: nothing of the caller is in them. */
  readonly #lasting = new Set<string>();
  readonly #keeping = new Set<Promise<boolean> | undefined>();

  constructor(options: PhraseBookOptions) {
    this.#options = options;
  }

  /** Takes a phrase from the store, if it is there. @param lasting whether it may be stored once it was said */
  async add(text: string, { lasting }: { lasting: boolean }): Promise<boolean> {
    const words = normal(text);
    if (words === '') return false;
    if (!this.#spoken.has(words)) this.#spoken.set(words, undefined);
    if (!lasting) return this.#spoken.get(words) !== undefined;
    this.#lasting.add(words);
    const { store, voice } = this.#options;
    const known = this.#spoken.get(words) ?? (await store?.read(voice, words));
    if (known) this.#spoken.set(words, known);
    return known !== undefined;
  }

  /** As `add`; what is not there is made now, so that it is there when it is said. */
  async prepare(text: string, { lasting }: { lasting: boolean }): Promise<void> {
    if (await this.add(text, { lasting })) return;
    const words = normal(text);
    if (words === '' || this.#spoken.get(words)) return;
    const spoken = this.#options.speak(words);
    this.#spoken.set(words, spoken);
    for await (const _ of spoken.hear(new AbortController().signal));
    if (spoken.isWhole) await this.keep(words, spoken);
    // It is asked for anew, by all the ways there are, when it is said.
    else this.#spoken.set(words, undefined);
  }

  /** What is there in full; undefined where it would have to be made. */
  spoken(text: string): Spoken | undefined {
    const spoken = this.#spoken.get(normal(text));
    return spoken?.isWhole ? spoken : undefined;
  }

  /** What was said in full by the voice itself is there the next time. */
  async keep(text: string, spoken: Spoken): Promise<void> {
    const words = normal(text);
    this.#spoken.set(words, spoken);
    if (!this.#lasting.has(words)) return;
    const keeping = this.#options.store?.keep(this.#options.voice, words, spoken);
    this.#keeping.add(keeping);
    await keeping;
    this.#keeping.delete(keeping);
  }

  /** Resolves when all that is to be kept is on disk. */
  async close(): Promise<void> {
    await Promise.all(this.#keeping);
  }

  /** Resolves as soon as a text is, or cannot become, one of the phrases. */
  find(text: TextLog): Promise<FoundPhrase | undefined> {
    const { promise, resolve } = Promise.withResolvers<FoundPhrase | undefined>();
    let said = '';
    const following = text.follow((item) => {
      if (item === 'flush') return;
      const words = normal(said);
      if (item === 'end') {
        const isPhrase = this.#spoken.has(words);
        return resolve(isPhrase ? { text: words, spoken: this.#spoken.get(words) } : undefined);
      }
      said += item.text;
      if (!this.#mayBecomePhrase(normal(said))) resolve(undefined);
    });
    return promise.finally(() => following.stop());
  }

  #mayBecomePhrase(words: string): boolean {
    for (const phrase of this.#spoken.keys()) if (phrase.startsWith(words)) return true;
    return false;
  }
}

const normal = (text: string): string => text.replace(/\s+/g, ' ').trim();
