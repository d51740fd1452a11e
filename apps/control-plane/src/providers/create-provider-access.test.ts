import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createProviderAccess } from './create-provider-access.ts';

let url: string;
let asked: Pick<IncomingMessage, 'url' | 'headers'>[] = [];
let answer = { status: 200, headers: {}, body: '{}' };
const server = createServer((request, response) => {
  asked.push({ url: request.url, headers: request.headers });
  response.writeHead(answer.status, answer.headers).end(answer.body);
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
  answer = { status: 200, headers: {}, body: '{}' };
});

const access = (more = {}) =>
  createProviderAccess({
    openaiApiKey: 'own-openai',
    openaiBaseUrl: `${url}/v1/`,
    cartesiaApiKey: undefined,
    cartesiaBaseUrl: url,
    ...more,
  });

describe('keys', () => {
  it('of the operator are there or not, and a tenant’s goes before', async () => {
    expect([access().hasKey('openai'), access().hasKey('cartesia')]).toEqual([true, false]);
    await access().checkKey('openai', undefined);
    await access().checkKey('openai', 'theirs');
    await access().checkKey('cartesia', 'theirs');
    expect(
      asked.map(({ url: path, headers }) => [path, headers.authorization, headers['x-api-key']]),
    ).toEqual([
      ['/v1/models', 'Bearer own-openai', undefined],
      ['/v1/models', 'Bearer theirs', undefined],
      ['/voices?limit=1', undefined, 'theirs'],
    ]);
    expect(asked[2]?.headers['cartesia-version']).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it.each([
    [200, 'works'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'unknown'],
    [429, 'unknown'],
    [500, 'unknown'],
  ])('with the answer %i: %s', async (status, state) => {
    answer.status = status;
    expect(await access().checkKey('openai', undefined)).toBe(state);
  });

  it('that may talk but not list models are not called wrong', async () => {
    const message = 'You have insufficient permissions for this operation. Missing scopes: api.model.read.';
    answer = { status: 403, headers: {}, body: JSON.stringify({ error: { message } }) };
    expect(await access().checkKey('openai', undefined)).toBe('unknown');
  });

  it('are not carried along a redirect, and nobody there is no answer', async () => {
    answer = { status: 302, headers: { location: `${url}/elsewhere` }, body: '' };
    expect(await access().checkKey('openai', 'theirs')).toBe('unknown');
    expect(asked.map(({ url: path }) => path)).toEqual(['/v1/models']);
    const nobody = access({ openaiBaseUrl: 'http://127.0.0.1:1' });
    expect(await nobody.checkKey('openai', undefined)).toBe('unknown');
  });
});

describe('voices', () => {
  it.each([
    [200, 'there'],
    [404, 'missing'],
    [500, 'unknown'],
  ])('of Cartesia, with the answer %i: %s', async (status, state) => {
    answer.status = status;
    expect(await access().checkVoice('cartesia', 'a0e99841-438c', 'theirs')).toBe(state);
    expect(asked[0]?.url).toBe('/voices/a0e99841-438c');
  });

  it('that could be no id are not asked for', async () => {
    for (const voice of ['..', 'a/b', 'a?b', 'ü']) {
      expect(await access().checkVoice('cartesia', voice, 'theirs')).toBe('missing');
    }
    expect(asked).toEqual([]);
  });

  it('of OpenAI are known by name; a server of one’s own may have others', async () => {
    const real = access({ openaiBaseUrl: undefined });
    expect(await real.checkVoice('openai', 'alloy', undefined)).toBe('there');
    expect(await real.checkVoice('openai', 'nobody', undefined)).toBe('missing');
    expect(await access().checkVoice('openai', 'nobody', undefined)).toBe('unknown');
    expect(asked).toEqual([]);
  });
});
