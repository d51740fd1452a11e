/** When this worker took its latest call, in milliseconds since the epoch: its new processes inherit it. */
const takenAt = 'PARLEY_CALL_TAKEN_AT';
/** Until a caller is greeted. */
const beginningMs = 1_500;

/** In the worker: a call begins. */
export function noteCall(now = Date.now()): void {
  process.env[takenAt] = String(now);
}

/**
 * In a process that is started in the place of one that has just got a call: what it loads would take the processor from
 * that call while its caller waits for the first word.
 */
export async function letCallsBegin(now = Date.now()): Promise<void> {
  const since = now - Number(process.env[takenAt] ?? 0);
  if (since < 0 || since >= beginningMs) return;
  await new Promise((resolve) => setTimeout(resolve, beginningMs - since));
}
