import type { App } from '../routes/app-type.ts';

export interface Answer {
  status: number;
  contentType: string;
  headers: Record<string, unknown>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was answered is to be asserted on
  json: any;
}

export interface Call {
  key?: string | undefined;
  /** An object is sent as JSON, a text as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The peer's; left out: loopback. */
  address?: string;
}

/** @returns a function that calls a route of the app by `inject`: `call('POST /session', { key, body })`. */
export const callerOf =
  (app: App) =>
  async (route: string, { key, body, headers, address }: Call = {}): Promise<Answer> => {
    const [method, url] = route.split(' ') as ['GET', string];
    const isText = typeof body === 'string';
    const response = await app.inject({
      method,
      url,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body !== undefined && !isText ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(address === undefined ? {} : { remoteAddress: address }),
      ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
    });
    const contentType = String(response.headers['content-type'] ?? '');
    const json = contentType.includes('json') && response.body !== '' ? response.json() : undefined;
    const { statusCode: status, body: text } = response;
    return { status, contentType, headers: response.headers, text, json };
  };
