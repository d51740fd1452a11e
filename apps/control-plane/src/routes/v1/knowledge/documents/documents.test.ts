import { maxDocumentBytes } from '@parley/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDocumentReader, readerLimits } from '../../../../documents/create-document-reader.ts';
import { makeDocx } from '../../../../documents/testing/make-docx.ts';
import { makePdf } from '../../../../documents/testing/make-pdf.ts';
import { expectProblem } from '../../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../../testing/start-test-app.ts';

const base = '/api/v1/knowledge';
let app: TestApp;
let key: string;
let url: string;
beforeAll(async () => {
  app = await startTestApp();
  key = app.credentials.apiKey;
  url = (await app.listen()).replace('ws:', 'http:');
});
afterAll(() => app?.close());

interface Part {
  bytes: Uint8Array | string;
  name?: string;
  field?: string;
}
const boundary = '----parley';
const bodyOf = (...parts: Part[]) =>
  Buffer.concat([
    ...parts.flatMap(({ bytes, name = 'a.txt', field = 'file' }) => [
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: text/plain\r\n\r\n`,
      ),
      Buffer.from(bytes),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);

async function send(payload: Buffer, headers: Record<string, string> = {}, to = app) {
  const answer = await to.app.inject({
    method: 'POST',
    url: `${base}/documents`,
    headers: {
      authorization: `Bearer ${to.credentials.apiKey}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...headers,
    },
    payload,
  });
  const contentType = String(answer.headers['content-type']);
  return {
    status: answer.statusCode,
    headers: answer.headers,
    contentType,
    text: answer.body,
    json: answer.json(),
  };
}
const search = async (query: string) =>
  (await app.call(`POST ${base}/search`, { key, body: { query } })).json.hits;

test('a PDF that is called a text is read, found, shown, and taken out', async () => {
  const pdf = makePdf(['Nothing here.', 'The trampoline is out of order until May.']);
  const { status, json: document } = await send(bodyOf({ bytes: pdf, name: '../etc/garden notes.txt' }));
  expect(status).toBe(201);
  expect(document).toMatchObject({ name: 'garden notes.txt', type: 'pdf', pages: 2, bytes: pdf.length });
  const path = `${base}/documents/${document.document_id}`;
  expect((await app.call(`GET ${path}`, { key })).json).toEqual(document);
  expect((await app.call(`GET ${base}/documents?type=pdf`, { key })).json).toEqual({
    documents: [document],
    next_cursor: null,
  });
  expect((await app.call(`GET ${base}/documents?type=csv`, { key })).json.documents).toEqual([]);
  const first = (await app.call(`GET ${path}/passages?limit=1`, { key })).json;
  expect(first).toMatchObject({ passages: [{ passage: 1, page: 1 }], next_cursor: '2' });
  expect(await search('trampoline')).toMatchObject([
    { document: { document_id: document.document_id, name: 'garden notes.txt', passage: 2, page: 2 } },
  ]);

  const again = await send(bodyOf({ bytes: pdf, name: 'other.pdf' }));
  expectProblem(again, 'CONFLICT');
  expect(again.json.detail).toContain(document.document_id);

  expect((await app.call(`DELETE ${path}`, { key })).status).toBe(204);
  expectProblem(await app.call(`GET ${path}`, { key }), 'NOT_FOUND');
  expectProblem(await app.call(`DELETE ${path}`, { key }), 'NOT_FOUND');
  expect(await search('trampoline')).toEqual([]);
  const { entries } = (await app.call(`GET /api/v1/audit?target_id=${document.document_id}`, { key })).json;
  expect(entries.map(({ action }: { action: string }) => action)).toEqual([
    'knowledge_document.delete',
    'knowledge_document.create',
  ]);
});

test('one idempotency key stands for one file', async () => {
  const headers = { 'idempotency-key': 'upload-1' };
  const docx = bodyOf({ bytes: makeDocx(['Bring a towel.']), name: 'a.docx' });
  const first = await send(docx, headers);
  expect(first.status).toBe(201);
  const replayed = await send(docx, headers);
  expect(replayed).toMatchObject({ status: 201, json: first.json });
  expect(replayed.headers['idempotency-replayed']).toBe('true');
  expectProblem(await send(bodyOf({ bytes: 'Another file.' }), headers), 'IDEMPOTENCY_MISMATCH');
});

test('a file may have 25 MB and not a byte more', async () => {
  const bytes = Buffer.alloc(maxDocumentBytes + 1, 'a ');
  expectProblem(await send(bodyOf({ bytes })), 'BODY_TOO_LARGE');
  expectProblem(await send(bodyOf({ bytes: bytes.subarray(1) })), 'DOCUMENT_TOO_LONG');
  const huge = await send(Buffer.from(''), { 'content-length': String(10 * maxDocumentBytes) });
  expectProblem(huge, 'BODY_TOO_LARGE');
});

test.each([
  ['declared', 1],
  ['not declared, as streams are', 1],
  ['far', 20 * 1024 * 1024],
])('a file that is too large by a little or by far is refused over the network: %s', async (kind, more) => {
  const payload = bodyOf({ bytes: Buffer.alloc(maxDocumentBytes + more, 'a ') });
  const stream = kind.startsWith('not') ? ReadableStream.from([payload]) : undefined;
  const answer = await fetch(`${url}${base}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: stream ?? payload,
    ...(stream ? { duplex: 'half' } : {}),
  } as RequestInit);
  const contentType = String(answer.headers.get('content-type'));
  expectProblem({ status: answer.status, contentType, text: await answer.text() }, 'BODY_TOO_LARGE');
});

test('what is no upload is refused with a word on how to make one', async () => {
  const whole = bodyOf({ bytes: 'Some text.' });
  for (const body of [
    bodyOf(),
    bodyOf({ bytes: 'x', field: 'document' }),
    bodyOf({ bytes: 'x' }, { bytes: 'y' }),
    whole.subarray(0, -20),
    Buffer.from('nonsense'),
  ]) {
    const answer = await send(body);
    expectProblem(answer, 'VALIDATION_FAILED');
    expect(answer.json.issues).toEqual([{ path: 'file', message: expect.stringContaining('named "file"') }]);
  }
  expectProblem(await send(whole, { 'content-type': 'multipart/form-data' }), 'VALIDATION_FAILED');
  expectProblem(
    await send(Buffer.from('{}'), { 'content-type': 'application/json' }),
    'UNSUPPORTED_MEDIA_TYPE',
  );
  const viewer = await app.accessToken({ role: 'viewer' });
  expectProblem(await send(whole, { authorization: `Bearer ${viewer}` }), 'FORBIDDEN');
  expectProblem(await send(whole, { authorization: 'Bearer no' }), 'UNAUTHENTICATED');
});

test('while a file takes its time, everybody else is answered', async () => {
  const pids: number[] = [];
  const begun = Promise.withResolvers<void>();
  const documentReader = createDocumentReader({
    limits: { ...readerLimits, timeMs: 3_000, atOnce: 1, waiting: 0 },
    thread: new URL('../../../../documents/testing/hanging-thread.ts', import.meta.url).pathname,
    onStart: (pid) => {
      pids.push(pid);
      begun.resolve();
    },
  });
  const slow = await startTestApp({ documentReader });
  try {
    const reading = send(bodyOf({ bytes: 'Some text.' }), {}, slow);
    await begun.promise;
    expect((await slow.call('GET /health')).status).toBe(200);
    const busy = await send(bodyOf({ bytes: 'Other text.' }), {}, slow);
    expectProblem(busy, 'RATE_LIMITED');
    expect(Number(busy.headers['retry-after'])).toBeGreaterThan(0);
    expectProblem(await reading, 'DOCUMENT_TOO_DEMANDING');
    const { json } = await slow.call(`GET ${base}/documents`, { key: slow.credentials.apiKey });
    expect(json.documents).toEqual([]);
    for (const pid of pids) expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
  } finally {
    await slow.close();
  }
}, 60_000);
