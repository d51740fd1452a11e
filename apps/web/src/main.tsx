import './app.css';
import { createParleyClient } from '@parley/api-client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createQueries } from './create-queries.ts';
import { createFreshFetch } from './features/auth/create-fresh-fetch.ts';
import { createRefresh } from './features/auth/create-refresh.ts';
import { createCredentialStore, keyCredential } from './features/auth/credential-store.ts';
import { takeKeyFromAddress } from './features/auth/take-key-from-address.ts';
import { createCall } from './features/call/create-call.ts';
import { sayAloud } from './features/call/say-aloud.ts';
import { createMicrophone } from './features/microphone/create-microphone.ts';
import { createAppRouter } from './router.tsx';

const credentials = createCredentialStore();
const signInByAddress = (): void => {
  const key = takeKeyFromAddress(location, history);
  const present = credentials.get()?.secret;
  if (key === undefined || key === present) return;
  const asks = 'This link signs you in with another key, and ends what is under way. Go on?';
  if (present === undefined || window.confirm(asks)) credentials.set(keyCredential(key));
};
signInByAddress();
// An address that differs in its fragment alone does not load the page again.
window.addEventListener('hashchange', signInByAddress);

const fetch = globalThis.fetch.bind(globalThis);
const client = createParleyClient({
  url: '',
  token: () => credentials.get()?.secret,
  fetch: createFreshFetch(credentials, createRefresh(credentials, fetch), fetch),
});
const microphone = createMicrophone();
const call = createCall({
  client,
  microphone,
  sayAloud,
  connectRoom: async (access, events) =>
    (await import('./features/call/connect-room.ts')).connectRoom(access, events),
});

const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');
createRoot(element).render(
  <StrictMode>
    <App
      credentials={credentials}
      client={client}
      microphone={microphone}
      call={call}
      queries={createQueries(credentials)}
      router={createAppRouter(credentials)}
    />
  </StrictMode>,
);
