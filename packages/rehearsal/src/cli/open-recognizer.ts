import { type Recognizer, startRecognizer } from '../speech/start-recognizer.ts';

/** Speech recognition, where PARLEY_PYTHON names a Python that can do it. */
export async function openRecognizer(): Promise<Recognizer | undefined> {
  const python = process.env.PARLEY_PYTHON;
  return python ? startRecognizer({ python }) : undefined;
}
