import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { seedLogIn } from '../../../testing/seed-log-in.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const members = '/api/v1/members';

it('lists a tenant’s people, changes a role, and removes somebody', async () => {
  const key = await app.accessToken({ role: 'admin' });
  const { userId } = await seedLogIn(app.database.db, { tenantId: app.demo.tenantId, role: 'viewer' });
  const listed = await app.call(`GET ${members}`, { key });
  expect(listed.json.members).toContainEqual(expect.objectContaining({ user_id: userId, role: 'viewer' }));
  const one = await app.call(`GET ${members}/${userId}`, { key });
  const put = (etag: string) =>
    app.call(`PUT ${members}/${userId}`, { key, body: { role: 'editor' }, headers: { 'if-match': etag } });
  expect(await put(String(one.headers.etag))).toMatchObject({ status: 200, json: { role: 'editor' } });
  expectProblem(await put(String(one.headers.etag)), 'PRECONDITION_FAILED');
  expect((await app.call(`DELETE ${members}/${userId}`, { key })).status).toBe(204);
  expectProblem(await app.call(`GET ${members}/${userId}`, { key }), 'NOT_FOUND');
});

it('keeps the last owner, leaves owners to owners, and is not for editors', async () => {
  const tid = app.demo.otherTenantId;
  const owner = await app.accessToken({ tid, role: 'owner' });
  const { json: me } = await app.call('GET /api/v1/auth/me', { key: owner });
  const { json } = await app.call(`GET ${members}`, { key: owner });
  const others = json.members.filter((one: { role: string; user_id: string }) => one.user_id !== me.user_id);
  for (const { user_id: id } of others) await app.call(`DELETE ${members}/${id}`, { key: owner });
  const at = `${members}/${me.user_id}`;
  expectProblem(await app.call(`DELETE ${at}`, { key: owner }), 'CONFLICT');
  expectProblem(await app.call(`PUT ${at}`, { key: owner, body: { role: 'admin' } }), 'CONFLICT');
  const admin = await app.accessToken({ tid, role: 'admin' });
  expectProblem(await app.call(`PUT ${at}`, { key: admin, body: { role: 'admin' } }), 'FORBIDDEN');
  const editor = await app.accessToken({ tid, role: 'editor' });
  expectProblem(await app.call(`DELETE ${at}`, { key: editor }), 'FORBIDDEN');
  expect((await app.call('GET /api/v1/auth/me', { key: owner })).json.role).toBe('owner');
});
