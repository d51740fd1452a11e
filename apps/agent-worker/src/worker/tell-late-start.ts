import { fetchSessionBrief, type WorkerAccess } from '@parley/api-client/worker';
import type { Logger } from '@parley/observability';

/** A job that has a warm process begins at once. */
const lateMs = 1_500;

interface TellLateStart {
  access: WorkerAccess;
  /** Whether a process has the job by now. */
  isHeld: () => boolean;
  log: Logger;
  fetchBrief?: typeof fetchSessionBrief;
}

/**
 * Of a job that is accepted and waits for a process, as when two calls come at once, the control plane is told, by asking
 * for its brief as the job itself will: another that is sent meanwhile would wait behind it, and end it.
 */
export function tellLateStart({ access, isHeld, log, fetchBrief = fetchSessionBrief }: TellLateStart): void {
  const tell = async (): Promise<void> => {
    if (isHeld()) return;
    log.warn({ sessionId: access.sessionId }, 'a job waits for a process');
    await fetchBrief(access);
  };
  // What is the matter with it, the job will say.
  setTimeout(() => void tell().catch(() => {}), lateMs).unref();
}
