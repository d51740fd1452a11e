import { storeRecording, type WorkerAccess } from '@parley/api-client/worker';
import type { Logger } from '@parley/observability';
import type { Report } from '../reporting/report.ts';
import type { CallRecording } from './call-recording.ts';

/** Milliseconds after the call in which its recording must be in the control plane's hands. */
const limitMs = 40_000;

interface Keeping {
  access: WorkerAccess;
  report: Report;
  log: Logger;
  store?: typeof storeRecording;
}

/** Hands the recording in when the call is over. What cannot be handed in is told to whoever can act on it. */
export async function keepRecording(
  recording: Pick<CallRecording, 'finish'>,
  { access, report, log, store = storeRecording }: Keeping,
): Promise<void> {
  try {
    const finished = await recording.finish();
    if (!finished) return;
    const { length_ms: lengthMs, bytes, sha256 } = finished;
    await store({ ...access, signal: AbortSignal.timeout(limitMs) }, finished);
    log.info({ lengthMs, bytes, sha256 }, 'the recording is stored');
  } catch (error) {
    log.error({ err: error }, 'the recording is lost: it could not be stored');
    report({ type: 'recording', state: 'lost' });
    const message = 'The call’s recording could not be stored and is lost.';
    report({ type: 'error', source: 'recording', message });
  }
}
