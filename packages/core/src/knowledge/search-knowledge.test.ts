import type { DatabaseHandle } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceContext } from '../context.ts';
import { generateDemoCredentials } from '../demo/demo-credentials.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { searchKnowledge } from './search-knowledge.ts';

let handle: DatabaseHandle;
let maple: ServiceContext;
let harbor: ServiceContext;
beforeAll(async () => {
  handle = await openTestDatabase();
  const { db } = handle;
  const { tenantId, otherTenantId } = await seedDemo({ db, credentials: generateDemoCredentials() });
  maple = { db, actor: { type: 'system', tenantId }, now: () => new Date(), auditKey: new Uint8Array(32) };
  harbor = { ...maple, actor: { type: 'system', tenantId: otherTenantId } };
}, openTimeoutMs);
afterAll(() => handle?.close());

const titles = async (query: string, ctx = maple, limit?: number) =>
  (await searchKnowledge({ ctx, input: { query, limit } })).map(({ title }) => title);

describe('searchKnowledge', () => {
  it.each([
    ['what are your office hours', 'Office hours'],
    ['when are you open on saturday', 'Office hours'],
    ['uh hi what time do you close today', 'Office hours'],
    ['where is your office located', 'Office address'],
    ['how can i pay my rent', 'Rent payment'],
    ['is there a fee when i am late with the rent', 'Rent payment'],
    ['my kitchen sink is leaking', 'Maintenance and repairs'],
    ['the heating in my apartment is broken', 'Maintenance and repairs'],
    ['can i keep a dog', 'Pets'],
    ['do you allow cats', 'Pets'],
    ['where can i leave my car', 'Parking'],
    ['is there a space for visitors', 'Parking'],
    ['i would like to see an apartment', 'Viewings'],
    ['i smell gas in the hallway', 'Emergencies'],
    ['what if a pipe bursts at night', 'Emergencies'],
  ])('%s → %s', async (question, title) => {
    expect((await titles(question))[0]).toBe(title);
  });

  it('gives what may be said, with a score that falls', async () => {
    const hits = await searchKnowledge({ ctx: maple, input: { query: 'office hours on saturday' } });
    expect(hits[0]).toEqual({
      item_id: expect.stringMatching(/^kno_/),
      title: 'Office hours',
      text: expect.stringContaining('nine in the morning'),
      score: expect.any(Number),
    });
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((x, y) => y - x));
  });

  it('finds by the beginning of a word when no whole word is known', async () => {
    expect(await titles('dishwash')).toEqual(['Maintenance and repairs']);
  });

  it('finds nothing rather than anything', async () => {
    for (const query of [
      'are you there',
      'quantum chromodynamics',
      "'; drop table x; --",
      '! & | ( :*',
      '\0',
      String.raw`qu'ux\\ http://x.example/a'b\c?d=e&f \' `,
    ]) {
      expect(await titles(query)).toEqual([]);
    }
  });

  it('gives as many as asked for', async () => {
    expect(await titles('office rent repair dog parking apartment', maple, 2)).toHaveLength(2);
    expect(await titles('office rent repair dog parking apartment')).toHaveLength(3);
  });

  it('refuses an empty question', async () => {
    await expect(titles('  ')).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  it('knows nothing of another tenant', async () => {
    expect(await titles('can i keep a dog', harbor)).toEqual([]);
    expect(await titles('my tooth hurts', harbor)).toEqual(['Toothache']);
    expect(await titles('my tooth hurts')).toEqual([]);
  });
});
