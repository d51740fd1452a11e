import { expect, test } from 'vitest';
import { createFakeSocket, sendTo } from '../testing/fake-socket.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { realtimeLimits } from './limits.ts';
import { textFrame } from './text-frame.ts';
import { Viewer } from './viewer.ts';
import type { ViewerMessage } from './viewer-message.ts';

const message = (seq: number, last = false): ViewerMessage => ({
  seq,
  frame: textFrame(JSON.stringify({ seq })),
  interim: false,
  last,
});

function watch(after = 0) {
  const socket = createFakeSocket();
  const limits = { ...realtimeLimits, replayPageSize: 2 };
  const viewer = new Viewer({ socket, send: sendTo(socket), after, limits, clock: createManualClock() });
  return { socket, viewer, seqs: () => socket.sent.map(({ seq }) => seq) };
}

/** Stored events up to `count`, page by page. */
const stored = (count: number) => async (after: number, limit: number) =>
  Array.from({ length: Math.min(limit, count - after) }, (_, index) => message(after + index + 1));

test('replays page by page, then what happened meanwhile, each once and in order', async () => {
  const { viewer, seqs } = watch();
  const replay = viewer.replay(stored(5), false);
  for (const seq of [4, 5, 6]) viewer.deliver(message(seq));
  await replay;
  viewer.deliver(message(7));
  expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a viewer that leaves during the replay is not read for any more', async () => {
  const { socket, viewer } = watch();
  let reads = 0;
  await viewer.replay(async (after, limit) => {
    reads += 1;
    socket.leave();
    if (reads > 10) throw new Error('read without end');
    return stored(1000)(after, limit);
  }, false);
  expect(reads).toBe(1);
});

test('is closed with the session’s last event, also when it believes that it has seen more', async () => {
  for (const after of [0, 100]) {
    const { socket, viewer } = watch(after);
    await viewer.replay(async () => [], false);
    viewer.deliver(message(9, true));
    expect(socket.closedWith).toBe(1000);
  }
});
