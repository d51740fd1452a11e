import { createContext, useContext, useSyncExternalStore } from 'react';
import type { CredentialStore, SignedIn } from './credential-store.ts';

export const CredentialContext = createContext<CredentialStore | undefined>(undefined);

export function useCredential(): { store: CredentialStore; signedIn: SignedIn | null } {
  const store = useContext(CredentialContext);
  if (!store) throw new Error('CredentialContext has no value');
  return { store, signedIn: useSyncExternalStore(store.subscribe, store.get) };
}
