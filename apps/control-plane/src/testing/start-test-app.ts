import type { AddressInfo } from 'node:net';
import type { Role, SessionId, TenantId } from '@parley/contracts';
import { buildApp } from '../app.ts';
import { issueAccessToken } from '../auth/access-token.ts';
import { issueWorkerToken, type WorkerClaims } from '../auth/worker-token.ts';
import type { App } from '../routes/app-type.ts';
import { type Answer, type Call, callerOf } from './caller-of.ts';
import { createTestDependencies, type TestDependencies } from './create-test-dependencies.ts';
import { seedLogIn } from './seed-log-in.ts';

export type { Answer, Call } from './caller-of.ts';

export interface TestApp extends TestDependencies {
  app: App;
  /** `"POST /session"` */
  call(route: string, call?: Call): Promise<Answer>;
  /** Opens a session as the first demo tenant. */
  openSession(room?: string): Promise<{ id: SessionId; livekitRoom: string }>;
  workerKey(sessionId: SessionId, claims?: Partial<WorkerClaims>): Promise<string>;
  accessToken(claims?: { tid?: TenantId; role?: Role }): Promise<string>;
  /** Listens on the loopback. @returns its address, ws://… */
  listen(): Promise<string>;
}

/** The app with real core and database, to be called by `inject` or over sockets. */
export async function startTestApp(
  options: Parameters<typeof createTestDependencies>[0] = {},
): Promise<TestApp> {
  const dependencies = await createTestDependencies(options);
  const { config, clock, credentials, database, demo } = dependencies;
  const app = await buildApp(dependencies);
  const signing = () => ({ secret: config.secret, now: clock.now() });

  const call = callerOf(app);
  let rooms = 0;
  return {
    ...dependencies,
    app,
    call,
    openSession: async (room = `room-${++rooms}`) => {
      const { json } = await call('POST /session', { key: credentials.apiKey, body: { room } });
      return { id: json.session_id, livekitRoom: `${demo.tenantId}.${room}` };
    },
    workerKey: (sid, claims) =>
      issueWorkerToken({ sid, tid: demo.tenantId, att: Number.MAX_SAFE_INTEGER, ...claims }, signing()),
    accessToken: async ({ tid = demo.tenantId, role = 'owner' } = {}) => {
      const { userId: sub, familyId: fam } = await seedLogIn(database.db, { tenantId: tid, role });
      return issueAccessToken({ sub, tid, role, fam }, signing());
    },
    listen: async () => {
      await app.listen({ host: '127.0.0.1', port: 0 });
      return `ws://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    },
    close: async () => {
      dependencies.hub.close();
      await app.close();
      await dependencies.close();
    },
  };
}
