import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Microphone, MicrophoneState } from './create-microphone.ts';

export const MicrophoneContext = createContext<Microphone | undefined>(undefined);

export function useMicrophone(): { microphone: Microphone; state: MicrophoneState } {
  const microphone = useContext(MicrophoneContext);
  if (!microphone) throw new Error('MicrophoneContext has no value');
  return { microphone, state: useSyncExternalStore(microphone.subscribe, microphone.getState) };
}
