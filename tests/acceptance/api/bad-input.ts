import { newId } from '@parley/contracts';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApiRequest, callApi } from '../../harness/call-api.ts';
import { expectProblem } from '../../harness/expect-problem.ts';
import { livekitAdmin } from '../../harness/livekit-admin.ts';
import { openSocket } from '../../harness/open-socket.ts';
import type { Stack } from '../../harness/start-stack.ts';

export const badInputSuite = (shared: () => Stack) =>
  describe('bad input', () => {
    let stack: Stack;
    let url: string;
    let key: string;

    beforeAll(async () => {
      stack = shared();
      url = stack.url;
      key = stack.demo.api_key;
    });

    /** What exists, as the API and LiveKit tell it. */
    const inventory = async () => {
      const sessionsOf = async (tenantKey: string) =>
        (await callApi(url, '/sessions?limit=100', { key: tenantKey })).json;
      return {
        ours: await sessionsOf(key),
        theirs: await sessionsOf(stack.demo.other_api_key),
        rooms: await livekitAdmin(stack.livekit).roomNames(),
      };
    };
    let before: unknown;
    beforeEach(async () => {
      before = await inventory();
    });
    afterEach(async () => {
      expect(await inventory()).toEqual(before);
    });

    const post = (request: ApiRequest = {}) => callApi(url, '/session', { method: 'POST', key, ...request });

    const badNames: [string, string][] = [
      ['empty', ''],
      ['blank', '   '],
      ['of 129 characters', 'x'.repeat(129)],
      ['with a newline', 'two\nlines'],
      ['with a NUL', 'nul\u0000'],
      ['with a C1 control', 'c1\u0085x'],
    ];

    describe('POST /session', () => {
      test.each(badNames)('a room %s', async (_, room) => {
        const answer = await post({ body: { room } });
        expectProblem(answer, 'VALIDATION_FAILED');
        expect(answer.json.issues[0].path).toBe('room');
      });

      test.each<[string, unknown]>([
        ['no room', {}],
        ['a room that is no text', { room: 7 }],
        ['an array', []],
        ['null', null],
        ['an agent id that is none', { room: 'a', agent_id: 'nobody' }],
        ['an empty system prompt', { room: 'a', system_prompt: '  ' }],
        ['a system prompt over 20 000 characters', { room: 'a', system_prompt: 'x'.repeat(20_001) }],
      ])('%s', async (_, body) => {
        expectProblem(await post({ body }), 'VALIDATION_FAILED');
      });

      test('an unknown agent', async () => {
        expectProblem(await post({ body: { room: 'a', agent_id: newId('agent') } }), 'NOT_FOUND');
      });

      test('a body that is not JSON, or only half', async () => {
        for (const body of ['hello', '{"room":', '']) {
          expectProblem(
            await post({ body, headers: { 'content-type': 'application/json' } }),
            'BODY_NOT_JSON',
          );
        }
      });

      test('a body that is too large', async () => {
        expectProblem(
          await post({ body: { room: 'a', system_prompt: 'x'.repeat(3_000_000) } }),
          'BODY_TOO_LARGE',
        );
      });

      test.each([
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/xml',
        'multipart/form-data',
      ])('content type %s', async (type) => {
        const answer = await post({ body: '{"room":"a"}', headers: { 'content-type': type } });
        expectProblem(answer, 'UNSUPPORTED_MEDIA_TYPE');
      });
    });

    describe('GET /token', () => {
      test.each(badNames)('a room %s', async (_, room) => {
        const query = new URLSearchParams({ room, identity: 'anna' });
        expectProblem(await callApi(url, `/token?${query}`, { key }), 'VALIDATION_FAILED');
      });

      test.each(badNames)('an identity %s', async (_, identity) => {
        const query = new URLSearchParams({ room: 'lobby', identity });
        const answer = await callApi(url, `/token?${query}`, { key });
        expectProblem(answer, 'VALIDATION_FAILED');
        expect(answer.json.issues[0].path).toBe('identity');
      });

      test.each(['room=lobby', 'identity=anna', '', 'room=a&room=b&identity=anna'])(
        'query "%s"',
        async (query) => {
          expectProblem(await callApi(url, `/token?${query}`, { key }), 'VALIDATION_FAILED');
        },
      );
    });

    describe('everything else', () => {
      test.each(['limit=0', 'limit=101', 'limit=ten', 'cursor=%00', 'cursor=not-a-cursor'])(
        'GET /sessions?%s',
        async (query) => {
          expectProblem(await callApi(url, `/sessions?${query}`, { key }), 'VALIDATION_FAILED');
        },
      );

      test('an id that is none is as unknown as one that nobody has', async () => {
        for (const id of ['nothing', newId('session'), '%00', '..%2f..%2fetc']) {
          expectProblem(await callApi(url, `/transcripts/${id}`, { key }), 'NOT_FOUND');
          expectProblem(await callApi(url, `/session/${id}`, { method: 'DELETE', key }), 'NOT_FOUND');
        }
      });

      test('a route that there is not', async () => {
        expectProblem(await callApi(url, '/sessions/of/nobody', { key }), 'NOT_FOUND');
      });

      test.each(['not json', '{"event":', '{"event":"room_finished","room":{"name":"x"}}'])(
        'a webhook with a bad signature: %s',
        async (body) => {
          for (const authorization of ['', 'nonsense', `Bearer ${key}`]) {
            const answer = await callApi(url, '/livekit/webhook', {
              method: 'POST',
              body,
              headers: {
                'content-type': 'application/webhook+json',
                ...(authorization ? { authorization } : {}),
              },
            });
            expectProblem(answer, 'INVALID_SIGNATURE');
          }
        },
      );

      test('a socket opened without a token, with a wrong one, or for a session that there is not', async () => {
        const base = stack.wsUrl;
        const attempts = [
          { path: `/ws/transcript/${newId('session')}`, headers: {}, code: 'UNAUTHENTICATED' as const },
          {
            path: `/ws/transcript/${newId('session')}?token=sk_x`,
            headers: {},
            code: 'UNAUTHENTICATED' as const,
          },
          {
            path: `/ws/transcript/${newId('session')}`,
            headers: { authorization: `Bearer ${key}` },
            code: 'NOT_FOUND' as const,
          },
        ];
        for (const { path, headers, code } of attempts) {
          const outcome = await openSocket(`${base}${path}`, headers as Record<string, string>);
          if (!outcome.refused) throw new Error(`the socket was opened, then closed with ${outcome.code}`);
          expectProblem(outcome, code);
        }
      });
    });
  });
