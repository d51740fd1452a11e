import { callApi } from './call-api.ts';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  /** With its parameters in braces, as the document has it. */
  path: string;
}

/** Every route of the control plane's own OpenAPI document. */
export async function listRoutes(url: string): Promise<Route[]> {
  const { json } = await callApi(url, '/openapi.json');
  return Object.entries(json.paths as Record<string, Record<string, unknown>>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase() as Route['method'], path })),
  );
}
