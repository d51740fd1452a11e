import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** The browser that the bootstrap found or installed; undefined where there is none. */
export function findChromium(): string | undefined {
  if (process.env.PARLEY_CHROMIUM) return process.env.PARLEY_CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export interface ChromiumOptions {
  /** What its microphone hears, once, from the moment it is opened; left out: its own beeps. */
  microphoneWav?: string;
  /** Default: allowed without asking. */
  microphone?: 'allowed' | 'refused';
}

/** A headless Chromium with a fake microphone. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: set PARLEY_CHROMIUM');
  const answer =
    options.microphone === 'refused' ? '--deny-permission-prompts' : '--use-fake-ui-for-media-stream';
  return chromium.launch({
    executablePath,
    args: [
      answer,
      '--use-fake-device-for-media-stream',
      ...(options.microphoneWav ? [`--use-file-for-fake-audio-capture=${options.microphoneWav}%noloop`] : []),
      '--autoplay-policy=no-user-gesture-required',
      '--no-sandbox',
    ],
  });
}
