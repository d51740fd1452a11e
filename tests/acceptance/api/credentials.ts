import { newId } from '@parley/contracts';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../../harness/call-api.ts';
import { expectProblem } from '../../harness/expect-problem.ts';
import { listRoutes } from '../../harness/list-routes.ts';
import type { Stack } from '../../harness/start-stack.ts';

export const credentialsSuite = (shared: () => Stack) =>
  describe('credentials', () => {
    let stack: Stack;
    let url: string;
    beforeAll(async () => {
      stack = shared();
      url = stack.url;
    });

    const wrongKeys = async (): Promise<[string, string | undefined][]> => {
      const { api_key, tenant_id, email } = stack.demo;
      const forged = await new SignJWT({ tid: tenant_id, role: 'owner' })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(email)
        .setAudience('parley:api')
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode('not the secret of this installation, but long'));
      return [
        ['none', undefined],
        ['nonsense', 'nonsense'],
        ['one letter off', api_key.slice(0, -1) + (api_key.endsWith('A') ? 'B' : 'A')],
        ['half of it', api_key.slice(0, 40)],
        ['a token signed by somebody else', forged],
        ['the prefix alone', 'sk_'],
        ['another tenant’s id with our secret', api_key.replace(/^sk_[0-9a-f]{32}/, `sk_${'0'.repeat(32)}`)],
      ];
    };

    test('every route of the OpenAPI document refuses a call without, or with wrong, credentials', async () => {
      const routes = (await listRoutes(url)).filter(({ secured }) => secured);
      expect(routes.length).toBeGreaterThan(30);
      for (const { method, path } of routes) {
        for (const [what, key] of await wrongKeys()) {
          const at = path.replaceAll(/\{[^}]+\}/g, newId('session'));
          const body = method === 'GET' || method === 'DELETE' ? undefined : { room: 'a' };
          const answer = await callApi(url, at, { method, key, body });
          expect([method, path, what, answer.status]).toEqual([method, path, what, 401]);
          expectProblem(answer, 'UNAUTHENTICATED');
        }
      }
    });

    test('credentials are looked at before the input', async () => {
      const answer = await callApi(url, '/session', { method: 'POST', body: { room: '' } });
      expectProblem(answer, 'UNAUTHENTICATED');
    });
  });
