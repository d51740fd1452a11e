import { afterAll, expect, it, vi } from 'vitest';
import { expectProblem } from '../../testing/expect-problem.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

const app = await startTestApp();
afterAll(() => app.close());

it('is told to the supervisor, with the number of the job', async () => {
  const { id } = await app.openSession();
  const noteJobGone = vi.spyOn(app.supervisor, 'noteJobGone');
  const key = await app.workerKey(id, { att: 7 });
  expect((await app.call(`POST /worker/sessions/${id}/job-end`, { key })).status).toBe(204);
  expect(noteJobGone.mock.calls).toEqual([[{ tenantId: app.demo.tenantId, sessionId: id }, 7]]);
});

it('by nobody but the session’s own', async () => {
  const { id } = await app.openSession();
  const noteJobGone = vi.spyOn(app.supervisor, 'noteJobGone').mockClear();
  const foreign = await app.workerKey(id, { tid: app.demo.otherTenantId });
  expectProblem(await app.call(`POST /worker/sessions/${id}/job-end`, { key: foreign }), 'NOT_FOUND');
  expect(noteJobGone).not.toHaveBeenCalled();
});
