import { type MicrophoneFailure, microphoneFailure } from './microphone-failure.ts';

export interface MicrophoneState {
  status: 'closed' | 'opening' | 'open' | 'failed';
  failure: MicrophoneFailure | null;
  stream: MediaStream | null;
  /** '' is the system's choice. */
  deviceId: string;
  devices: { id: string; label: string }[];
}

/** The one microphone of the page, shared by the level check before a call and by the call. */
export interface Microphone {
  getState(): MicrophoneState;
  subscribe(listener: () => void): () => void;
  /** Opens the chosen device. Resolves with its track, or undefined after a failure (then in the state). */
  open(): Promise<MediaStreamTrack | undefined>;
  close(): void;
  /** Chooses a device; an open microphone moves to it. Resolves with the new track, if there is one. */
  choose(deviceId: string): Promise<MediaStreamTrack | undefined>;
  refreshDevices(): Promise<void>;
}

type Media = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices' | 'addEventListener'>;

export function createMicrophone(media: Media | undefined = navigator.mediaDevices): Microphone {
  const listeners = new Set<() => void>();
  let opening = 0;
  let state: MicrophoneState = { status: 'closed', failure: null, stream: null, deviceId: '', devices: [] };

  const set = (change: Partial<MicrophoneState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const fail = (failure: MicrophoneFailure): undefined => {
    stopTracks(state.stream);
    set({ status: 'failed', failure, stream: null });
  };
  const refreshDevices = async (): Promise<void> => {
    const found = (await media?.enumerateDevices().catch(() => [])) ?? [];
    const inputs = found.filter((device) => device.kind === 'audioinput' && device.deviceId !== '');
    set({
      devices: inputs
        .filter((device) => device.deviceId !== 'default' && device.deviceId !== 'communications')
        .map((device, index) => ({ id: device.deviceId, label: device.label || `Microphone ${index + 1}` })),
    });
  };

  const open = async (): Promise<MediaStreamTrack | undefined> => {
    const current = state.stream?.getAudioTracks()[0];
    if (current?.readyState === 'live') return current;
    if (!media) return fail('insecure');
    opening += 1;
    const turn = opening;
    set({ status: 'opening', failure: null });
    try {
      const stream = await media.getUserMedia({ audio: constraints(state.deviceId) });
      if (turn !== opening) {
        stopTracks(stream);
        return undefined;
      }
      const track = stream.getAudioTracks()[0];
      if (!track) return fail('missing');
      track.addEventListener('ended', () => {
        if (state.stream === stream) fail('lost');
      });
      set({ status: 'open', stream });
      await refreshDevices();
      return track;
    } catch (error) {
      return turn === opening ? fail(microphoneFailure(error)) : undefined;
    }
  };
  const close = (): void => {
    opening += 1;
    stopTracks(state.stream);
    set({ status: 'closed', failure: null, stream: null });
  };

  media?.addEventListener('devicechange', () => void refreshDevices());
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
    close,
    refreshDevices,
    choose: async (deviceId) => {
      const wasOpen = state.status === 'open' || state.status === 'opening' || state.status === 'failed';
      set({ deviceId });
      if (!wasOpen) return undefined;
      close();
      return open();
    },
  };
}

const constraints = (deviceId: string): MediaTrackConstraints => ({
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  ...(deviceId === '' ? {} : { deviceId: { exact: deviceId } }),
});

function stopTracks(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
