import { callApi } from './call-api.ts';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'PATCH';
  /** With its parameters in braces, as the document has it. */
  path: string;
  /** Whether the document names credentials for it. */
  secured: boolean;
}

/** Every route of the control plane's own OpenAPI document. */
export async function listRoutes(url: string): Promise<Route[]> {
  const { json } = await callApi(url, '/openapi.json');
  const paths: Record<string, Record<string, { security?: unknown[] }>> = json.paths;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase() as Route['method'],
      path,
      secured: (security?.length ?? 0) > 0,
    })),
  );
}
