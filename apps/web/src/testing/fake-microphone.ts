import { createMicrophone, type Microphone } from '../features/microphone/create-microphone.ts';

export type FakeMicrophone = Microphone & { track: MediaStreamTrack };

/** A browser's microphone that gives a track, or the DOMException that it would give. */
export function fakeMicrophone(failure?: string): FakeMicrophone {
  const track = Object.assign(new EventTarget(), {
    readyState: 'live',
    enabled: true,
    stop: () => Object.assign(track, { readyState: 'ended' }),
  }) as unknown as MediaStreamTrack;
  const stream = { getAudioTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream;
  const microphone = createMicrophone({
    getUserMedia: async () => {
      if (failure) throw new DOMException('no', failure);
      return stream;
    },
    enumerateDevices: async () => [
      { kind: 'audioinput', deviceId: 'default', label: 'Default' } as MediaDeviceInfo,
      { kind: 'audioinput', deviceId: 'usb', label: 'USB headset' } as MediaDeviceInfo,
      { kind: 'videoinput', deviceId: 'cam', label: 'Camera' } as MediaDeviceInfo,
    ],
    addEventListener: () => {},
  });
  return Object.assign(microphone, { track });
}
