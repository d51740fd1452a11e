import type { ParleyClient } from '@parley/api-client';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import type { CredentialStore } from './features/auth/credential-store.ts';
import { CredentialContext } from './features/auth/use-credential.ts';
import type { Call } from './features/call/create-call.ts';
import { CallContext } from './features/call/use-call.ts';
import type { Microphone } from './features/microphone/create-microphone.ts';
import { MicrophoneContext } from './features/microphone/use-microphone.ts';
import { ClientContext } from './lib/use-client.ts';

export interface AppParts {
  credentials: CredentialStore;
  client: ParleyClient;
  microphone: Microphone;
  call: Call;
  queries: QueryClient;
  router: AnyRouter;
}

/** The page with all that it stands on. */
export function App({ credentials, client, microphone, call, queries, router }: AppParts) {
  return (
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
  );
}
