import { randomUUID } from 'node:crypto';
import { createParleyClient, isParleyApiError, type ParleyApiError } from '@parley/api-client';
import { describe, expect, test } from 'vitest';
import type { Stack } from '../../harness/start-stack.ts';

const refusal = (attempt: Promise<unknown>): Promise<ParleyApiError> =>
  attempt.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: unknown) => (isParleyApiError(error) ? error : Promise.reject(error)),
  );

/** The generated client against the server whose document it was generated from. */
export function apiClientSuite(stack: () => Stack): void {
  describe('the typed client', () => {
    test('signs up, makes a key, writes tickets, pages through them, and learns of conflicts', async () => {
      const { url } = stack();
      const email = `${randomUUID()}@example.test`;
      const password = 'a long enough password';
      const anybody = createParleyClient({ url });
      await anybody.api.signUp({ body: { email, password, name: 'Ada', tenant_name: 'Ada’s Bakery' } });
      let pair = await anybody.api.logIn({ body: { email, password } });
      const owner = createParleyClient({ url, token: () => pair.access_token });
      pair = {
        ...pair,
        ...(await anybody.api.refreshLogIn({ body: { refresh_token: pair.refresh_token } })),
      };
      expect(await owner.api.getMe()).toMatchObject({ email, role: 'owner', tenant_id: pair.tenant_id });

      const { key, key_id: keyId } = await owner.api.createApiKey({
        body: { kind: 'secret', name: 'till', scopes: ['tickets:read', 'tickets:write'] },
      });
      const till = createParleyClient({ url, apiKey: key });
      const ticket = (reason: string) => ({ name: 'Ann', phone: '+14155552671', reason });
      const header = { 'idempotency-key': randomUUID() };
      const first = await till.ask('createTicket', { header, body: ticket('A cake') });
      const again = await till.ask('createTicket', { header, body: ticket('A cake') });
      expect(again.data).toEqual(first.data);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      expect(await refusal(till.api.createTicket({ header, body: ticket('A pie') }))).toMatchObject({
        status: 422,
        code: 'IDEMPOTENCY_MISMATCH',
      });
      for (const reason of ['Bread', 'Rolls']) await till.api.createTicket({ body: ticket(reason) });

      const reasons: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await till.api.listTickets({ query: { limit: 2, cursor } });
        reasons.push(...page.tickets.map((one) => one.reason));
        cursor = page.next_cursor ?? undefined;
        if (!cursor) break;
      }
      expect(reasons).toEqual(['Rolls', 'Bread', 'A cake']);

      const path = { id: first.data.ticket_id };
      const { etag } = await till.ask('getTicket', { path });
      const change = { path, header: { 'if-match': etag } };
      const changed = await till.ask('updateTicket', { ...change, body: { priority: 'urgent' } });
      expect(changed.etag).not.toBe(etag);
      expect(await refusal(till.api.updateTicket({ ...change, body: { priority: 'low' } }))).toMatchObject({
        status: 412,
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(await till.api.exportTickets()).toContain('A cake');

      const file = new File(['We open at nine.'], 'hours.txt', { type: 'text/plain' });
      expect(await owner.api.createKnowledgeDocument({ body: { file } })).toMatchObject({
        name: 'hours.txt',
      });

      expect(await owner.api.revokeApiKey({ path: { id: keyId } })).toBeUndefined();
      expect(await refusal(till.api.listTickets())).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
    });

    test('says which field is wrong, and gives up when it is told to', async () => {
      const client = createParleyClient({ url: stack().url });
      const body = { email: 'nobody', password: 'a long enough password', name: 'A', tenant_name: 'B' };
      const { code, issues } = await refusal(client.api.signUp({ body }));
      expect([code, issues.map(({ path }) => path)]).toEqual(['VALIDATION_FAILED', ['email']]);
      const reason = new Error('no longer wanted');
      const given = client.api.checkHealth({}, { signal: AbortSignal.abort(reason) });
      await expect(given).rejects.toBe(reason);
    });
  });
}
