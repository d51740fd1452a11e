import type { AgentConfigInput, AgentId, Call, PhoneNumberId } from '@parley/contracts';
import { callApi } from './call-api.ts';
import type { Stack } from './start-stack.ts';
import { waitUntil } from './wait-until.ts';

type Place = Pick<Stack, 'url' | 'demo'>;

async function post(stack: Place, path: string, body: unknown) {
  const answer = await callApi(stack.url, path, { method: 'POST', key: stack.demo.api_key, body });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
  return answer.json;
}

/** Lets the demo's tenant call these numbers, at any hour. */
export async function allowCallsTo(stack: Place, numbers: string[]): Promise<void> {
  const key = stack.demo.api_key;
  const { json, headers } = await callApi(stack.url, '/api/v1/dial-policy', { key });
  const answer = await callApi(stack.url, '/api/v1/dial-policy', {
    method: 'PUT',
    key,
    headers: { 'if-match': headers.get('etag') ?? '' },
    body: { ...json, test_numbers: numbers },
  });
  if (answer.status !== 200) throw new Error(`the dial policy: ${answer.status} ${answer.text}`);
}

/** A line of the demo's tenant that ends at a telephone of the test, with a number to call out from. */
export async function addLineTo(stack: Place, port: number, number = '+15550177'): Promise<PhoneNumberId> {
  const { trunk_id: id } = await post(stack, '/api/v1/trunks', {
    name: `Telephone at ${port}`,
    outbound: { address: `127.0.0.1:${port}`, transport: 'udp' },
  });
  const isSynced = async () => {
    const { json } = await callApi(stack.url, `/api/v1/trunks/${id}`, { key: stack.demo.api_key });
    return json.sync.state === 'synced';
  };
  await waitUntil(isSynced, { within: 10_000, what: 'the gateway knows the trunk' });
  const { number_id } = await post(stack, '/api/v1/numbers', { number, trunk_id: id, agent_id: null });
  return number_id;
}

/** An agent of the demo's tenant that takes calls. */
export async function addAgent(stack: Place, name: string, config: AgentConfigInput): Promise<AgentId> {
  const { agent_id: id } = await post(stack, '/api/v1/agents', { name, config });
  await post(stack, `/api/v1/agents/${id}/publish`, {});
  await post(stack, `/api/v1/agents/${id}/activate`, {});
  return id;
}

export interface CallOut {
  to: string;
  agent_id: AgentId;
  from_number_id: PhoneNumberId;
  variables?: Record<string, string>;
}

export const callOut = (stack: Place, call: CallOut): Promise<Call> => post(stack, '/api/v1/calls', call);

/** The call once it is over. */
export const callOver = (stack: Place, id: string): Promise<Call> =>
  waitUntil(
    async () => {
      const { json } = await callApi(stack.url, `/api/v1/calls/${id}`, { key: stack.demo.api_key });
      return json.state === 'ended' && json;
    },
    { within: 15_000, what: 'the call is over' },
  );
