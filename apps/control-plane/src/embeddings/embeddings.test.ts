import { countEmbedded, type Embedder, embedKnowledge } from '@parley/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';
import { type FakeProvider, startFakeProvider } from './testing/fake-provider.ts';

const base = '/api/v1/knowledge';
let provider: FakeProvider;
let app: TestApp;
let embedder: Embedder;
beforeEach(async () => {
  provider = await startFakeProvider();
  app = await startTestApp({
    env: {
      PARLEY_EMBEDDINGS_URL: provider.url,
      PARLEY_EMBEDDINGS_KEY: 'test-key',
      PARLEY_EMBEDDINGS_MODEL: 'model-1',
    },
    embeddingLimits: { queryMs: 300, pauseMs: 60_000, pollMs: 20 },
  });
  if (app.embeddings) ({ embedder } = app.embeddings);
});
afterEach(async () => {
  await app?.embeddings?.job.stop();
  await app?.close();
  provider?.close();
});

const addItem = async (question: string, answer: string, key = app.credentials.apiKey) => {
  const body = { category: 'faqs', data: { question, answer } };
  const { status, json } = await app.call(`POST ${base}/items`, { key, body });
  expect(status).toBe(201);
  return json;
};
const search = async (query: string, key = app.credentials.apiKey): Promise<string[]> => {
  const { status, json } = await app.call(`POST ${base}/search`, { key, body: { query } });
  expect(status).toBe(200);
  return json.hits.map(({ title }: { title: string }) => title);
};
const embed = (by = embedder) => embedKnowledge({ db: app.database.db, embedder: by });
const count = (model = 'model-1') => countEmbedded({ db: app.database.db, model });
const warnings = () =>
  app.logged.filter(({ level, msg }) => level === 'warn' && String(msg).includes('knowledge'));
const sauna = ['When is the sauna open?', 'Daily from six.'] as const;

// The real server that the tests bring has no pgvector.
describe.skipIf(process.env.PARLEY_TEST_DATABASE === 'postgres')('with a provider and pgvector', () => {
  it('finds what means alike, in a tenant’s own knowledge only, and by words as before', async () => {
    await addItem(...sauna);
    const other = await app.accessToken({ tid: app.demo.otherTenantId });
    await addItem('Is there a zebra?', 'Yes, in the yard.', other);
    expect(await search('hammam')).toEqual([]);
    await embed();
    expect(await search('hammam')).toEqual(['When is the sauna open?']);
    expect((await search('sauna'))[0]).toBe('When is the sauna open?');
    expect(await search('striped', other)).toEqual(['Is there a zebra?']);
    expect(await search('striped')).toEqual([]);
    expect(await search('chromodynamics')).not.toContain('Is there a zebra?');
    expect(
      provider.requests.every(({ key, model }) => key === 'Bearer test-key' && model === 'model-1'),
    ).toBe(true);
  });

  it('embeds in the background, again after failures, and after changes', async () => {
    provider.mode = 'failing';
    const item = await addItem(...sauna);
    app.embeddings?.job.start();
    await vi.waitFor(() => expect(provider.requests.length).toBeGreaterThan(1), 20_000);
    expect(warnings()).toHaveLength(1);
    provider.mode = 'well';
    await vi.waitFor(async () => expect(await search('hammam')).toHaveLength(1), 20_000);
    const data = { question: 'May I bring a hound?', answer: 'Yes.' };
    const path = `${base}/items/${item.item_id}`;
    await app.call(`PUT ${path}`, { key: app.credentials.apiKey, body: { data } });
    await vi.waitFor(async () => expect(await search('puppy')).toContain(data.question), 20_000);
    expect(await search('hammam')).toEqual([]);
    await app.call(`DELETE ${path}`, { key: app.credentials.apiKey });
    expect(await search('puppy')).not.toContain(data.question);
    const { passages, embedded } = await count();
    expect(embedded).toBe(passages);
  }, 60_000);

  it('goes on where it was ended, and begins anew with another model', async () => {
    const all = (await count()).passages;
    expect(await embed()).toBe(all);
    await addItem(...sauna);
    provider.requests.length = 0;
    expect(await embed()).toBe(1);
    expect(provider.requests.flatMap(({ input }) => input)).toHaveLength(1);
    expect(await embed()).toBe(0);

    const next: Embedder = { ...embedder, model: 'model-2' };
    provider.dimensions = 12;
    expect(await embed(next)).toBe(all + 1);
    expect(await count('model-2')).toEqual({ passages: all + 1, embedded: all + 1 });
    // The old model finds nothing that it may compare, and words still do.
    expect(await search('hammam')).toEqual([]);
    expect((await search('sauna'))[0]).toBe(sauna[0]);
  });

  it.each(['failing', 'hanging', 'wrong'] as const)(
    'goes by words while the provider is %s',
    async (mode) => {
      await addItem(...sauna);
      await embed();
      provider.mode = mode;
      provider.requests.length = 0;
      expect((await search('sauna'))[0]).toBe(sauna[0]);
      expect(await search('hammam')).toEqual([]);
      // Nobody waits twice for a provider that has just failed.
      expect(provider.requests).toHaveLength(1);
      expect(warnings()).toHaveLength(1);
      expect(JSON.stringify(app.logged)).not.toContain('test-key');
      if (mode !== 'hanging')
        await expect(embed({ ...embedder, model: 'model-2' })).rejects.toThrow('provider');
    },
  );

  it('goes by words when dimensions changed under the same name', async () => {
    await addItem(...sauna);
    await embed();
    provider.dimensions = 12;
    expect(await search('hammam')).toEqual([]);
    expect((await search('sauna'))[0]).toBe(sauna[0]);
  });
});

it('is left out where the database knows no vectors, and says so once', async () => {
  const { provideEmbeddings } = await import('./provide-embeddings.ts');
  const { db } = app.database;
  const without = { ...db, execute: () => Promise.resolve({ rows: [] }) } as unknown as typeof db;
  const before = warnings().length;
  expect(
    await provideEmbeddings(app.config, { db: without, clock: app.clock, log: app.log }),
  ).toBeUndefined();
  expect(warnings().slice(before)).toMatchObject([
    { msg: expect.stringContaining('CREATE EXTENSION vector') },
  ]);
});

it('is the same as without when no provider is set', async () => {
  const plain = await startTestApp();
  expect(plain.embeddings).toBeUndefined();
  await plain.close();
});
