import { decodeJwt, jwtVerify } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../../harness/call-api.ts';
import { livekitRoom } from '../../harness/livekit-admin.ts';
import type { Stack } from '../../harness/start-stack.ts';

export const tokensSuite = (shared: () => Stack) =>
  describe('room tokens', () => {
    let stack: Stack;
    beforeAll(async () => {
      stack = shared();
    });

    const token = (query: string, key = stack.demo.api_key) => callApi(stack.url, `/token?${query}`, { key });

    test('a token opens one room, the tenant’s own, for one identity', async () => {
      const answer = await token('room=lobby&identity=anna&name=Anna');
      expect(answer.status).toBe(200);
      expect(answer.json).toEqual({ token: expect.any(String), url: stack.livekit.url });

      const secret = new TextEncoder().encode(stack.livekit.apiSecret);
      const { payload } = await jwtVerify(answer.json.token, secret, { issuer: stack.livekit.apiKey });
      expect(payload.sub).toBe('anna');
      expect(payload.name).toBe('Anna');
      expect(payload.exp).toBeGreaterThan(Date.now() / 1000);
      const grants = payload.video as Record<string, unknown>;
      expect(grants).toMatchObject({
        roomJoin: true,
        room: livekitRoom(stack.demo.tenant_id, 'lobby'),
      });
      for (const power of [
        'roomCreate',
        'roomList',
        'roomAdmin',
        'roomRecord',
        'ingressAdmin',
        'agent',
        'hidden',
      ]) {
        expect(grants[power] ?? false, power).toBe(false);
      }
      expect(payload.sip).toBeUndefined();
    });

    test('two tenants ask for the same room and get two', async () => {
      const rooms = await Promise.all(
        [stack.demo.api_key, stack.demo.other_api_key].map(async (key) => {
          const { json } = await token('room=lobby&identity=anna', key);
          return (decodeJwt(json.token).video as { room: string }).room;
        }),
      );
      expect(rooms[0]).toBe(livekitRoom(stack.demo.tenant_id, 'lobby'));
      expect(rooms[1]).not.toBe(rooms[0]);
    });

    test.each(['agent-', 'agent-1', 'Agent-Smith', ' agent-7'])(
      'identity %j is reserved for agents',
      async (identity) => {
        const answer = await token(`room=lobby&identity=${encodeURIComponent(identity)}`);
        expect([answer.status, answer.json.code]).toEqual([400, 'VALIDATION_FAILED']);
      },
    );

    test('a room name cannot be chosen so that it reaches another tenant’s room', async () => {
      const { tenant_id, other_api_key } = stack.demo;
      const { json } = await token(`room=${livekitRoom(tenant_id, 'lobby')}&identity=anna`, other_api_key);
      const { room } = decodeJwt(json.token).video as { room: string };
      expect(room.startsWith(`${tenant_id}.`)).toBe(false);
    });
  });
