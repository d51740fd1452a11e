import { once } from 'node:events';
import { audibleDbfs, dbfs, type Phone } from '@parley/rehearsal';
import { groupMembers } from '../../harness/group-members.ts';
import { livekitAdmin } from '../../harness/livekit-admin.ts';
import type { Stack } from '../../harness/start-stack.ts';
import { waitUntil } from '../../harness/wait-until.ts';
import { readLogMarks } from './read-log-marks.ts';

export interface Setup {
  /** Milliseconds since the INVITE left. */
  stages: Record<string, number>;
}

const greetingWithinMs = 20_000;

/** One call, from a worker that is warm to one that is warm again. */
export async function measureSetup(stack: Stack, phone: Phone): Promise<Setup> {
  await workerIsWarm(stack);
  const stages: Record<string, number> = {};
  const from = Date.now();
  const began = performance.now();
  const since = () => performance.now() - began;
  const call = await phone.dial(`sip:+15550100@${stack.sip}`);
  const heard = new EventTarget();
  call.audio.listen((frame) => {
    if (dbfs(frame) > audibleDbfs) heard.dispatchEvent(new Event('audible'));
  });
  const audible = once(heard, 'audible', { signal: AbortSignal.timeout(greetingWithinMs) });
  await call.answered;
  stages.answered = since();
  await audible;
  stages['greeting heard'] = since();
  Object.assign(stages, await readLogMarks(stack, from));
  call.hangUp();
  const { roomNames } = livekitAdmin(stack.livekit);
  await waitUntil(async () => (await roomNames()).length === 0, { within: 10_000, what: 'the room is gone' });
  return { stages };
}

let warm = 0;
/** As many processes as at the start: those of the last call are gone, and their successors are there. */
async function workerIsWarm(stack: Stack): Promise<void> {
  const count = async () => (await groupMembers(stack.pid('agent-worker'))).length;
  if (warm === 0) {
    await waitUntil(async () => (await stack.log('agent-worker')).includes('initialized'), {
      within: 30_000,
      what: 'the worker has warm processes',
    }).catch(() => {});
    warm = await count();
  }
  await waitUntil(async () => (await count()) === warm, { within: 30_000, what: 'the worker is warm again' });
  // A process that is there has still to load what it speaks with.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
}
