import type { Readable } from 'node:stream';

/** Where the audio of recordings is kept: a directory, or whatever keeps objects by a name. */
export interface RecordingStore {
  /**
   * Keeps the content whole, or nothing of it.
   * @returns false, and nothing is kept, when it is not what was expected
   * @throws when it cannot be kept
   */
  put(
    key: string,
    content: AsyncIterable<Uint8Array>,
    expected: { bytes: number; sha256: string },
  ): Promise<boolean>;
  /**
   * @param range of bytes, both ends inclusive
   * @throws when it is not there
   */
  read(key: string, range: { start: number; end: number }): Promise<Readable>;
  /** What is not there is as good as removed. */
  remove(key: string): Promise<void>;
}
