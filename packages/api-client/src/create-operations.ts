import { fillPath, type QueryValue } from './fill-path.ts';
import { operationRoutes } from './generated/operations.ts';
import type { OperationInput, OperationName, OperationOutput } from './operation-types.ts';
import { type Answer, type JsonRequest, requestJson } from './request-json.ts';

export interface RequestOptions {
  /** Gives the request up: it rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Milliseconds before it is given up with TIMEOUT, in place of the client's. */
  timeoutMs?: number | undefined;
}

/** Nothing to give where an operation needs nothing. */
type Arguments<N extends OperationName> =
  object extends OperationInput<N>
    ? [input?: OperationInput<N>, options?: RequestOptions]
    : [input: OperationInput<N>, options?: RequestOptions];

/** Every operation of the document as a function. Each throws ParleyApiError. */
export type Operations = {
  [N in OperationName]: (...args: Arguments<N>) => Promise<OperationOutput<N>>;
};

/** The same with what is beside the body: `await ask('getTicket', { path: { id } })` has an `etag`. */
export type Ask = <N extends OperationName>(
  name: N,
  ...args: Arguments<N>
) => Promise<Answer<OperationOutput<N>>>;

interface LooseInput {
  path?: Record<string, string | number>;
  query?: Record<string, QueryValue>;
  header?: Record<string, string | undefined>;
  body?: unknown;
}

/** What every request has, looked at anew each time. */
export type RequestBase = () => Pick<JsonRequest, 'fetch' | 'headers' | 'timeoutMs'> & { url: string };

export function createAsk(base: RequestBase): Ask {
  return async (name, ...args) => {
    const [input = {}, options = {}] = args as [LooseInput?, RequestOptions?];
    const [method, path] = operationRoutes[name].split(' ') as [JsonRequest['method'], string];
    const { url, fetch, headers, timeoutMs } = base();
    const given = Object.entries(input.header ?? {}).filter((entry) => entry[1] !== undefined);
    return requestJson({
      fetch,
      url: `${url}${fillPath(path, input.path, input.query)}`,
      method,
      headers: { ...headers, ...(Object.fromEntries(given) as Record<string, string>) },
      body: input.body,
      timeoutMs: options.timeoutMs ?? timeoutMs,
      signal: options.signal,
    });
  };
}

export function createOperations(ask: Ask): Operations {
  const names = Object.keys(operationRoutes) as OperationName[];
  const loosely = ask as (name: OperationName, ...args: unknown[]) => Promise<Answer<unknown>>;
  const functions = names.map((name) => [
    name,
    async (...args: unknown[]) => (await loosely(name, ...args)).data,
  ]);
  return Object.fromEntries(functions) as Operations;
}
