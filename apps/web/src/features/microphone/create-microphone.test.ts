import { describe, expect, it } from 'vitest';
import { fakeMicrophone } from '../../testing/fake-microphone.ts';
import { createMicrophone } from './create-microphone.ts';
import { loudness } from './watch-level.ts';

describe('createMicrophone', () => {
  it('opens, lists the devices without the browser’s doubles, and lets go', async () => {
    const microphone = fakeMicrophone();
    expect(await microphone.open()).toBe(microphone.track);
    expect(microphone.getState()).toMatchObject({
      status: 'open',
      devices: [{ id: 'usb', label: 'USB headset' }],
    });
    microphone.close();
    expect(microphone.track.readyState).toBe('ended');
    expect(microphone.getState()).toMatchObject({ status: 'closed', stream: null });
  });

  it.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
  ])('tells %s as %s', async (name, failure) => {
    const microphone = fakeMicrophone(name);
    expect(await microphone.open()).toBeUndefined();
    expect(microphone.getState()).toMatchObject({ status: 'failed', failure });
  });

  it('tells a page without microphones from a refusal', async () => {
    const microphone = createMicrophone(undefined);
    await microphone.open();
    expect(microphone.getState().failure).toBe('insecure');
  });

  it('opens a newly chosen device only when one is open', async () => {
    const microphone = fakeMicrophone();
    expect(await microphone.choose('usb')).toBeUndefined();
    expect(microphone.getState()).toMatchObject({ status: 'closed', deviceId: 'usb' });
  });

  it('lets a device go that is granted after it was closed', async () => {
    const microphone = fakeMicrophone();
    const opening = microphone.open();
    microphone.close();
    expect(await opening).toBeUndefined();
    expect(microphone.track.readyState).toBe('ended');
    expect(microphone.getState().status).toBe('closed');
  });
});

it('measures loudness from silence to a shout', () => {
  expect(loudness(new Float32Array(64))).toBe(0);
  expect(loudness(new Float32Array(64).fill(0.9))).toBe(1);
  const speech = loudness(new Float32Array(64).fill(0.05));
  expect(speech).toBeGreaterThan(0.4);
  expect(speech).toBeLessThan(0.8);
});
