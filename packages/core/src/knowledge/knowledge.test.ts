import { knowledgeCategoryNames } from '@parley/contracts';
import { type DatabaseHandle, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '../audit/list-audit.ts';
import { createTestTenant, type TestTenant } from '../testing/index.ts';
import * as knowledge from './index.ts';

let handle: DatabaseHandle;
let a: TestTenant;
let b: TestTenant;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  a = await createTestTenant(handle.db);
  b = await createTestTenant(handle.db);
});

const faq = (question: string, answer = 'Yes.') => ({ data: { question, answer } });
const create = (tenant = a, question = 'Do you have a garden?') =>
  knowledge.createKnowledgeItem({
    ctx: tenant.user('editor'),
    input: { category: 'faqs', ...faq(question) },
  });
const replace = (items: object[], seen?: number) =>
  knowledge.replaceKnowledgeCategory({
    ctx: a.user('editor'),
    category: 'faqs',
    input: { items } as never,
    seen,
  });
const titlesOf = async (tenant: TestTenant, query: string) =>
  (await knowledge.searchKnowledge({ ctx: tenant.system, input: { query } })).map(({ title }) => title);
const actionsOf = async (tenant: TestTenant) =>
  (await listAudit({ ctx: tenant.user('owner'), input: {} })).entries.map(({ action }) => action);
/** How often each word is counted, and how often it is really there. */
const miscounted = (tenant: TestTenant) =>
  withTenant(handle.db, tenant.tenantId, async (tx) => {
    const { rows } = await tx.execute(sql`
      with real as (
        select lexeme as word, count(*)::int as chunks from knowledge_chunks, unnest(search_vector) group by lexeme
        union all select '', count(*)::int from knowledge_chunks
      )
      select * from real full join knowledge_words using (word)
      where real.chunks is distinct from knowledge_words.chunks and coalesce(real.chunks, 0) <> 0
    `);
    return rows;
  });

describe('an item of knowledge', () => {
  it('is written, found, changed, reviewed and deleted, and remembers it', async () => {
    const item = await create();
    const ctx = a.user('editor');
    const itemId = item.item_id;
    expect(item).toMatchObject({
      revision: 1,
      title: 'Do you have a garden?',
      source: { kind: 'typed' },
      reviewed_at: expect.any(String),
    });
    expect(await titlesOf(a, 'is there a garden')).toEqual(['Do you have a garden?']);

    const input = {
      ...faq('Is there a terrace?'),
      source: { kind: 'website' as const, ref: 'https://x.example' },
    };
    const changed = await knowledge.updateKnowledgeItem({ ctx, itemId, input, seen: 1 });
    expect(changed).toMatchObject({ revision: 2, reviewed_at: null });
    expect(await titlesOf(a, 'garden')).toEqual([]);
    expect(await titlesOf(a, 'terrace')).toEqual(['Is there a terrace?']);
    await expect(knowledge.updateKnowledgeItem({ ctx, itemId, input, seen: 1 })).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });

    const reviewed = await knowledge.reviewKnowledgeItem({ ctx, itemId, reviewed: true });
    expect(reviewed.reviewed_at).not.toBeNull();
    await knowledge.deleteKnowledgeItem({ ctx, itemId });
    expect(await titlesOf(a, 'terrace')).toEqual([]);
    await expect(knowledge.getKnowledgeItem({ ctx, itemId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { versions } = await knowledge.getKnowledgeItemHistory({ ctx, itemId, input: { limit: 50 } });
    expect(versions.map(({ revision, change }) => [revision, change])).toEqual([
      [4, 'delete'],
      [3, 'review'],
      [2, 'update'],
      [1, 'create'],
    ]);
    expect(await actionsOf(a)).toEqual([
      'knowledge_item.delete',
      'knowledge_item.review',
      'knowledge_item.update',
      'knowledge_item.create',
    ]);
    expect(await miscounted(a)).toEqual([]);
  });

  it('does not exist for another tenant', async () => {
    const { item_id: itemId } = await create();
    const ctx = b.user('owner');
    const notFound = { code: 'NOT_FOUND' };
    const { getKnowledgeItem, getKnowledgeItemHistory, updateKnowledgeItem } = knowledge;
    await expect(getKnowledgeItem({ ctx, itemId })).rejects.toMatchObject(notFound);
    await expect(getKnowledgeItemHistory({ ctx, itemId, input: { limit: 1 } })).rejects.toMatchObject(
      notFound,
    );
    await expect(updateKnowledgeItem({ ctx, itemId, input: faq('x') })).rejects.toMatchObject(notFound);
    await expect(knowledge.reviewKnowledgeItem({ ctx, itemId, reviewed: false })).rejects.toMatchObject(
      notFound,
    );
    await expect(knowledge.deleteKnowledgeItem({ ctx, itemId })).rejects.toMatchObject(notFound);
    expect(await getKnowledgeItem({ ctx: a.user('viewer'), itemId })).toMatchObject({ revision: 1 });
    expect(await actionsOf(b)).toEqual([]);
  });

  it('is for viewers to read only, and for no worker', async () => {
    const { item_id: itemId } = await create();
    const ctx = a.user('viewer');
    const forbidden = { code: 'FORBIDDEN' };
    await expect(
      knowledge.createKnowledgeItem({ ctx, input: { category: 'faqs', ...faq('x') } }),
    ).rejects.toMatchObject(forbidden);
    await expect(knowledge.deleteKnowledgeItem({ ctx, itemId })).rejects.toMatchObject(forbidden);
    await expect(
      knowledge.replaceKnowledgeCategory({ ctx, category: 'faqs', input: { items: [] } }),
    ).rejects.toMatchObject(forbidden);
    await expect(
      knowledge.importKnowledge({ ctx, input: { items: [] }, dryRun: true }),
    ).rejects.toMatchObject(forbidden);
    const worker = a.worker('ses_x' as never);
    await expect(knowledge.getKnowledgeItem({ ctx: worker, itemId })).rejects.toMatchObject(forbidden);
  });

  it('fits its category, or the wrong field is named', async () => {
    const input = {
      category: 'prices' as const,
      data: { name: 'Cleaning', price: { amount: -1, currency: 'usd' } },
    };
    const refused = knowledge.createKnowledgeItem({ ctx: a.user('editor'), input });
    await expect(refused).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [
        { path: 'data.price.amount' },
        { path: 'data.price.currency', message: expect.stringContaining('USD') },
      ],
    });
  });
});

describe('a category', () => {
  it('is one of eighteen, with a schema and counts', async () => {
    const categories = await knowledge.listKnowledgeCategories({ ctx: a.user('viewer') });
    expect(categories.map(({ category }) => category)).toEqual(knowledgeCategoryNames);
    expect(categories).toHaveLength(18);
    for (const { schema } of categories) expect(schema).toMatchObject({ type: 'object', properties: {} });
    expect(categories.find(({ category }) => category === 'faqs')).toMatchObject({ items: 1, unreviewed: 0 });
  });

  it('is replaced as a whole; what was is kept, and brought back', async () => {
    const ctx = a.user('editor');
    const first = await replace([faq('One?'), faq('Two?')]);
    const [one] = first.items;
    const second = await replace([{ item_id: one?.item_id, ...faq('One?') }, faq('Three?')], first.revision);
    expect(second.items.map(({ title }) => title).sort()).toEqual(['One?', 'Three?']);
    expect(second.items.find(({ item_id }) => item_id === one?.item_id)).toMatchObject({ revision: 1 });
    await expect(replace([], first.revision)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await titlesOf(a, 'two')).toEqual([]);

    const { versions } = await knowledge.listKnowledgeCategoryVersions({
      ctx,
      category: 'faqs',
      input: { limit: 10 },
    });
    expect(versions.map(({ revision, item_count }) => [revision, item_count])).toEqual([
      [first.revision, 2],
      [1, 1],
    ]);
    const input = { ctx, category: 'faqs', revision: first.revision } as const;
    const restored = await knowledge.restoreKnowledgeCategory({ ...input, seen: second.revision });
    expect(restored.items.map(({ title, item_id }) => [title, item_id]).sort()).toEqual(
      first.items.map(({ title, item_id }) => [title, item_id]).sort(),
    );
    expect(await miscounted(a)).toEqual([]);
    await expect(
      knowledge.getKnowledgeCategoryVersion({ ...input, ctx: b.user('owner') }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      knowledge.restoreKnowledgeCategory({ ...input, ctx: b.user('owner') }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stays as it is when one item is wrong, or is another’s', async () => {
    const before = await knowledge.getKnowledgeCategory({ ctx: a.user('viewer'), category: 'faqs' });
    await expect(replace([faq('Good?'), { data: { question: 'Bad?' } }])).rejects.toMatchObject({
      issues: [{ path: 'items.1.data.answer' }],
    });
    const other = await create(b);
    await expect(replace([{ item_id: other.item_id, ...faq('Mine now?') }])).rejects.toMatchObject({
      issues: [{ path: 'items.0.item_id' }],
    });
    expect(await knowledge.getKnowledgeCategory({ ctx: a.user('viewer'), category: 'faqs' })).toEqual(before);
  });

  it('counts its words right when many write at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, n) => create(a, `Question number ${n} about parking?`)));
    expect(await miscounted(a)).toEqual([]);
  });
});

describe('import and export', () => {
  const csv = (text: string, dryRun = false) =>
    knowledge.importKnowledge({ ctx: a.user('editor'), input: { csv: text }, dryRun });

  it('brings everything over, as CSV and as it was', async () => {
    const header = 'category,data.name,data.price,data.methods,data.question,data.answer,confidence';
    const report = await csv(
      `${header}\r\nprices,"Cleaning, deep","{""amount"":90,""currency"":""USD""}",,,,0.5\r\npayments,Bills,,cash | card,,,\r\nfaqs,,,,=1+1?,"Two\nlines",\r\n`,
    );
    expect(report).toMatchObject({ items: 3, created: 3, updated: 0, errors: [] });
    const items = await knowledge.exportKnowledge({ ctx: a.user('viewer'), input: { format: 'csv' } });
    expect(items.find(({ category }) => category === 'payments')).toMatchObject({
      data: { name: 'Bills', methods: ['cash', 'card'] },
      source: { kind: 'import' },
      reviewed_at: null,
    });
    const written = knowledge.writeKnowledgeCsv(items);
    expect(written).toContain("'=1+1?");
    const again = await knowledge.importKnowledge({
      ctx: b.user('editor'),
      input: { csv: written },
      dryRun: false,
    });
    expect(again).toMatchObject({ created: items.length, updated: 0 });
    const copied = await knowledge.exportKnowledge({ ctx: b.user('viewer'), input: { format: 'json' } });
    const contents = (list: typeof items) => list.map(({ data }) => JSON.stringify(data)).sort();
    expect(new Set(contents(copied))).toEqual(new Set(contents(items)));
    expect(await csv(written)).toMatchObject({ created: 0, updated: 0, unchanged: items.length });
    expect(await actionsOf(a)).toEqual(['knowledge.import', 'knowledge.export', 'knowledge.import']);
    expect(await miscounted(a)).toEqual([]);
  });

  it('takes back what it exported as JSON, and writes what differs', async () => {
    await csv('category,data.question,data.answer\nfaqs,Pets?,Cats only.\nfaqs,Parking?,Lot B.\n');
    await create(a, 'Typed by hand?');
    const exported = () => knowledge.exportKnowledge({ ctx: a.user('editor'), input: { format: 'json' } });
    const before = await exported();
    const bring = (items: Record<string, unknown>[]) =>
      knowledge.importKnowledge({ ctx: a.user('editor'), input: { items }, dryRun: false });
    expect(await bring(before)).toMatchObject({ created: 0, updated: 0, unchanged: before.length });
    expect(await exported()).toEqual(before);
    const [first, ...rest] = before.map((item) => ({ ...item, confidence: 0.25 }));
    expect(await bring([{ ...first }, ...before.slice(1)])).toMatchObject({
      updated: 1,
      unchanged: rest.length,
    });
    const after = await exported();
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(after[0]).toMatchObject({ confidence: 0.25, revision: (before[0]?.revision ?? 0) + 1 });
  });

  it('names what is wrong in every line in their order, also beside lines that are no rows', async () => {
    const text = 'category,data.question,data.answer\nfaqs,,x\nfaqs,a\nfaqs,b,c\nnope,d,e\n';
    const { errors } = await csv(text, true);
    expect(errors.map(({ line, path }) => [line, path])).toEqual([
      [2, 'data.question'],
      [3, ''],
      [5, 'category'],
    ]);
  });

  it('takes no cell that is nested without end', async () => {
    const cell = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const { errors } = await csv(`category,data.name,data.price\nprices,Wash,"${cell}"\n`, true);
    expect(errors).toEqual([expect.objectContaining({ line: 2, path: 'data.price' })]);
  });

  it('says how a price is written', async () => {
    const { errors } = await csv('category,data.name,data.price\nprices,Wash,"12,50"\n', true);
    expect(errors).toEqual([{ line: 2, path: 'data.price', message: expect.stringContaining('12.50 USD') }]);
  });

  it('names every error by its line, and then imports nothing', async () => {
    const text = 'category,data.name,data.rule\npolicies,Pets,\n\nnonsense,x,y\npolicies,Parking,Anywhere.\n';
    const errors = [
      { line: 2, path: 'data.rule' },
      { line: 4, path: 'category' },
    ];
    expect(await csv(text, true)).toMatchObject({ dry_run: true, items: 3, created: 1, errors });
    await expect(csv(text)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      issues: [{ path: 'line 2: data.rule' }, { path: 'line 4: category' }],
    });
    expect(await titlesOf(a, 'parking')).toEqual([]);
    expect(await csv('category,datum\nfaqs,x', true)).toMatchObject({ errors: [{ line: 1, path: 'datum' }] });
    expect((await csv('category,data.name\nfaqs,"x', true)).errors).toHaveLength(1);
    expect(await actionsOf(a)).toEqual([]);
  });
});
