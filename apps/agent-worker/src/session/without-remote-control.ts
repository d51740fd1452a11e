import type { voice } from '@livekit/agents';

/** Does nothing, whatever it is asked. */
const inert = new Proxy({}, { get: () => () => undefined });

/**
 * Keeps the session to itself. LiveKit gives the caller's client a remote control of it: prompt, tool calls
 * and their results, the model's whole conversation (`lk.agent.session`, agents 1.8.1). There is no option
 * against it, so its host is replaced before the session starts.
 */
export function withoutRemoteControl<S extends voice.AgentSession>(session: S): S {
  return Object.defineProperty(session, 'sessionHost', { get: () => inert, set: () => {} });
}
