import type { Recognizer } from '../speech/start-recognizer.ts';
import type { Behaviours } from './behaviour.ts';
import type { RequestLog } from './request-log.ts';

export interface SimulatorContext {
  behaviours: Behaviours;
  log: RequestLog;
  /** Undefined where nothing can recognise speech. */
  recognizer: Recognizer | undefined;
}

export const noRecognizerMessage =
  'These simulators cannot recognise speech: no Python with pocketsphinx (PARLEY_PYTHON).';
