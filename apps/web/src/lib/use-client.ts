import type { ParleyClient } from '@parley/api-client';
import { createContext, useContext } from 'react';

export const ClientContext = createContext<ParleyClient | undefined>(undefined);

export function useClient(): ParleyClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('ClientContext has no value');
  return client;
}
