import { afterAll, beforeAll } from 'vitest';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { apiClientSuite } from './api/api-client.ts';
import { badInputSuite } from './api/bad-input.ts';
import { credentialsSuite } from './api/credentials.ts';
import { httpSurfaceSuite } from './api/http-surface.ts';
import { isolationSuite } from './api/isolation.ts';
import { sessionApiSuite } from './api/session-api.ts';
import { tokensSuite } from './api/tokens.ts';
import { transcriptSocketSuite } from './api/transcript-socket.ts';

/** One control plane and LiveKit, no worker, for everything that needs no more: a start costs seconds. */
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({
    name: 'api',
    parts: [],
    controlPlaneEnv: { PARLEY_CORS_ORIGINS: 'https://dashboard.example,https://second.example' },
  });
});
afterAll(() => stack?.stop());
const shared = () => stack;

sessionApiSuite(shared);
tokensSuite(shared);
credentialsSuite(shared);
badInputSuite(shared);
apiClientSuite(shared);
transcriptSocketSuite(shared);
isolationSuite(shared);
// It takes LiveKit away in the end.
httpSurfaceSuite(shared);
