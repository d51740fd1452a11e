import { parentPort } from 'node:worker_threads';
import { runFlite } from './run-flite.ts';

/** Thread entry: speaks one text after the other. */
parentPort?.on('message', async ({ id, text, voice }: { id: number; text: string; voice: string }) => {
  try {
    const { pcm, sampleRate, phones } = await runFlite(text, voice);
    parentPort?.postMessage({ id, pcm, sampleRate, phones }, [pcm.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
