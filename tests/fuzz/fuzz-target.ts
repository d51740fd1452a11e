import { callApi } from '../harness/call-api.ts';
import { livekitRoom } from '../harness/livekit-admin.ts';
import { postSession } from '../harness/post-session.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { workerToken } from '../harness/worker-token.ts';

/** A control plane to be fuzzed, with something of each kind in it, and who asks. */
export interface FuzzTarget {
  stack: Stack;
  document: string;
  /** For tests/fuzz/schemathesis.toml and hooks.py: the demo's owner, its agent, a session with its worker's token. */
  env: Record<string, string>;
  /** The same, as the owner of a tenant that nobody needs. */
  strangerEnv: Record<string, string>;
}

export async function startFuzzTarget(name: string): Promise<FuzzTarget> {
  const stack = await startStack({
    name,
    parts: [],
    // Schemathesis names another address for each try to log in, or the throttle would answer nearly all of them.
    controlPlaneEnv: { PARLEY_TRUSTED_PROXIES: 'loopback', PARLEY_LOG_LEVEL: 'warn' },
  });
  const { url, demo, livekit } = stack;
  const post = async (path: string, body: unknown): Promise<void> => {
    const answer = await callApi(url, path, { method: 'POST', key: demo.api_key, body });
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`);
  };
  await post('/api/v1/tickets', { name: 'Ann', phone: '+1 212 555 0123', reason: 'A leak' });
  await post('/api/v1/webhook-endpoints', { url: 'http://127.0.0.1:9/parley' });
  const { sessionId, room } = await postSession(url, demo.api_key);
  const stranger = { email: 'stranger@example.com', password: 'a long pass phrase' };
  await post('/api/v1/auth/sign-up', { ...stranger, name: 'A. Stranger', tenant_name: 'Elsewhere' });
  const env = {
    PARLEY_FUZZ_EMAIL: demo.email,
    PARLEY_FUZZ_PASSWORD: demo.password,
    PARLEY_FUZZ_AGENT_ID: demo.agent_id,
    PARLEY_FUZZ_SESSION_ID: sessionId,
    PARLEY_FUZZ_WORKER_TOKEN: await workerToken(livekit, livekitRoom(demo.tenant_id, room)),
  };
  return {
    stack,
    document: `${url}/openapi.json`,
    env,
    strangerEnv: { ...env, PARLEY_FUZZ_EMAIL: stranger.email, PARLEY_FUZZ_PASSWORD: stranger.password },
  };
}
