import { createContext, useContext, useSyncExternalStore } from 'react';
import type { CallState } from './call-state.ts';
import type { Call } from './create-call.ts';

export const CallContext = createContext<Call | undefined>(undefined);

export function useCall(): { call: Call; state: CallState } {
  const call = useContext(CallContext);
  if (!call) throw new Error('CallContext has no value');
  return { call, state: useSyncExternalStore(call.subscribe, call.getState) };
}
