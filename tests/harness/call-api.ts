export interface ApiRequest {
  method?: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH' | 'OPTIONS';
  key?: string;
  /** An object is sent as JSON, a string as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface ApiResponse {
  status: number;
  contentType: string;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server answered is to be asserted on
  json: any;
}

/** One plain HTTP request, whatever its answer. */
export async function callApi(
  base: string,
  path: string,
  { method = 'GET', key, body, headers }: ApiRequest = {},
): Promise<ApiResponse> {
  const isText = typeof body === 'string';
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body !== undefined && !isText ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const contentType = response.headers.get('content-type') ?? '';
  const isJson = contentType.includes('json');
  return {
    status: response.status,
    contentType,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}
