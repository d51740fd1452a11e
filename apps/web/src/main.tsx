import './app.css';
import { createParleyClient, isParleyApiError } from '@parley/api-client';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createCredentialStore, keyCredential } from './features/auth/credential-store.ts';
import { takeKeyFromAddress } from './features/auth/take-key-from-address.ts';
import { CredentialContext } from './features/auth/use-credential.ts';
import { createCall } from './features/call/create-call.ts';
import { sayAloud } from './features/call/say-aloud.ts';
import { CallContext } from './features/call/use-call.ts';
import { createMicrophone } from './features/microphone/create-microphone.ts';
import { MicrophoneContext } from './features/microphone/use-microphone.ts';
import { ClientContext } from './lib/use-client.ts';
import { createAppRouter } from './router.tsx';

const key = takeKeyFromAddress(location, history);
const credentials = createCredentialStore();
if (key !== undefined) credentials.set(keyCredential(key));

const client = createParleyClient({ url: '', token: () => credentials.get()?.secret });
const microphone = createMicrophone();
const call = createCall({
  client,
  microphone,
  sayAloud,
  connectRoom: async (access, events) =>
    (await import('./features/call/connect-room.ts')).connectRoom(access, events),
});
const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isParleyApiError(error) && error.status === 401) {
        credentials.clear('The server does not accept your key or sign-in any more. Sign in again.');
      }
    },
  }),
  defaultOptions: {
    queries: { retry: (failures, error) => failures < 2 && !isClientError(error), staleTime: 5_000 },
  },
});
const router = createAppRouter(credentials);

// What one person fetched must not be seen by the next one in the same tab.
credentials.subscribe(() => {
  if (!credentials.get()) queries.clear();
});

function isClientError(error: unknown): boolean {
  return isParleyApiError(error) && error.status >= 400 && error.status < 500;
}

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');
createRoot(element).render(
  <StrictMode>
    <CredentialContext value={credentials}>
      <ClientContext value={client}>
        <MicrophoneContext value={microphone}>
          <CallContext value={call}>
            <QueryClientProvider client={queries}>
              <RouterProvider router={router} />
            </QueryClientProvider>
          </CallContext>
        </MicrophoneContext>
      </ClientContext>
    </CredentialContext>
  </StrictMode>,
);
