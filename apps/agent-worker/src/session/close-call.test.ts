import { type FakeControlPlane, startFakeControlPlane } from '@parley/api-client/testing';
import { EventReporter } from '@parley/api-client/worker';
import { newId } from '@parley/contracts';
import { createLogger } from '@parley/observability';
import { afterEach, expect, test } from 'vitest';
import { type CallEnd, CallEnding } from './call-ending.ts';
import { closeCall } from './close-call.ts';

let fake: FakeControlPlane | undefined;
afterEach(() => fake?.kill());

async function close(end: CallEnd, options: { ends?: boolean } = {}) {
  const plane = await startFakeControlPlane({
    onDone: () => {
      if (options.ends) plane.end('agent_hung_up');
    },
  });
  fake = plane;
  const ending = new CallEnding();
  const reporter = new EventReporter({
    url: plane.url,
    sessionId: newId('session'),
    token: 't',
    jobId: 'job',
    onEnd: (reason) => ending.end({ by: 'control-plane', reason }),
  });
  const order: string[] = [];
  const note = (what: string) => async () => void order.push(what);
  ending.end(end);
  await closeCall({
    ctx: {
      deleteRoom: note('room deleted'),
      room: { disconnect: note('room left') },
      shutdown: () => void order.push('shutdown'),
    },
    ending,
    reporter,
    call: {
      session: { close: note('session closed') } as never,
      keep: async () => {},
      observer: { finish: () => reporter.report({ type: 'agent_state', state: 'gone' }) } as never,
    },
    log: createLogger({ name: 'test', level: 'silent' }),
  });
  return { order, store: plane.store };
}

test('an agent that hung up hands in its reports, says done, and leaves the room to the control plane', async () => {
  const { order, store } = await close({ by: 'agent', reason: 'agent_hung_up' }, { ends: true });
  expect(order).toEqual(['session closed', 'shutdown']);
  expect(store.events.map(({ event }) => event)).toEqual([{ type: 'agent_state', state: 'gone' }]);
  expect(store.dones).toEqual(['agent_hung_up']);
});

test('without an answer it closes the room itself', async () => {
  const { order } = await close({ by: 'agent', reason: 'caller_idle' });
  expect(order).toEqual(['session closed', 'room deleted', 'shutdown']);
});

test('an end that the control plane made is not told back to it, and a hang-up is', async () => {
  expect((await close({ by: 'control-plane', reason: 'stopped' })).store.dones).toEqual([]);
  await fake?.kill();
  const { order, store } = await close({ by: 'caller', reason: 'caller_hung_up' });
  expect(order).toEqual(['session closed', 'shutdown']);
  await fake?.until(() => store.dones.length > 0);
  expect(store.dones).toEqual(['caller_hung_up']);
});
