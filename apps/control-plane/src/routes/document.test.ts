import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

interface Link {
  operationId: string;
  parameters: Record<string, string>;
}
interface Operation {
  operationId: string;
  parameters?: { in: string; name: string; schema: { pattern?: string } }[];
  responses: Record<
    string,
    { description?: string; content?: object; links?: Record<string, Link>; headers?: object }
  >;
}

let app: TestApp;
let paths: Record<string, Record<string, Operation>>;
beforeAll(async () => {
  app = await startTestApp();
  paths = (await app.call('GET /openapi.json')).json.paths;
});
afterAll(() => app?.close());

const operations = () =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
const documentsHeader = (name: string) => (operation: Operation) =>
  operation.parameters?.some((parameter) => parameter.in === 'header' && parameter.name === name) ?? false;
it('says that whatever is changed against an ETag has one afterwards', () => {
  const changing = operations().filter(
    ({ operation }) => documentsHeader('if-match')(operation) && '200' in operation.responses,
  );
  expect(changing.length).toBeGreaterThan(15);
  const without = changing.filter(
    ({ operation }) => !('etag' in (operation.responses['200']?.headers ?? {})),
  );
  expect(without.map(({ operation }) => operation.operationId)).toEqual([]);
});

const answering = (status: string) => operations().filter(({ operation }) => status in operation.responses);

it('says which header is meant wherever it says that one may be wrong', () => {
  const without = (status: string, header: string, code = '') =>
    answering(status)
      .filter(({ operation }) => operation.responses[status]?.description?.includes(code))
      .filter(({ operation }) => !documentsHeader(header)(operation))
      .map(({ route }) => route);
  expect(answering('412').length).toBeGreaterThan(5);
  expect(without('412', 'if-match')).toEqual([]);
  expect(answering('422').length).toBeGreaterThan(5);
  // A carrier refuses with the same status.
  expect(without('422', 'idempotency-key', 'IDEMPOTENCY')).toEqual([]);
});

it('promises no body with a 204', () => {
  expect(answering('204').filter(({ operation }) => operation.responses['204']?.content)).toEqual([]);
});

it('links what an answer holds to the operations that take it', () => {
  const linksOf = (path: string, method: string, status: string) =>
    paths[path]?.[method]?.responses[status]?.links ?? {};
  const created = linksOf('/api/v1/tickets', 'post', '201');
  expect(created.getTicket?.parameters).toEqual({ id: '$response.body#/ticket_id' });
  const listed = linksOf('/api/v1/tickets', 'get', '200');
  expect(listed.updateTicket?.parameters).toEqual({ id: '$response.body#/tickets/0/ticket_id' });
  const path = '/api/v1/webhook-endpoints/{id}/deliveries';
  const redeliver = paths[`${path}/{message_id}/redeliver`]?.post?.operationId ?? '';
  expect(linksOf(path, 'get', '200')[redeliver]?.parameters).toEqual({
    id: '$response.body#/deliveries/0/endpoint_id',
    message_id: '$response.body#/deliveries/0/message_id',
  });
});

it('links only to operations that there are, by parameters that they have', () => {
  const byId = new Map(operations().map(({ operation }) => [operation.operationId, operation]));
  const links = operations().flatMap(({ operation }) =>
    Object.values(operation.responses).flatMap((response) => Object.values(response.links ?? {})),
  );
  expect(links.length).toBeGreaterThan(100);
  for (const { operationId, parameters } of links) {
    const inPath = byId.get(operationId)?.parameters?.filter((parameter) => parameter.in === 'path') ?? [];
    expect(inPath.map(({ name }) => name).sort()).toEqual(Object.keys(parameters).sort());
  }
});
