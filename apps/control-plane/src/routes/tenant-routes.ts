import type { Dependencies } from '../dependencies.ts';
import { authenticateTenant } from '../plugins/authenticate-tenant.ts';
import { headerCredentialOf, socketCredentialOf } from '../plugins/credential-of.ts';
import { makeIdempotent } from '../plugins/idempotency/make-idempotent.ts';
import { listAgentsRoute } from './agents/list-agents.ts';
import type { App } from './app-type.ts';
import { createSessionRoute } from './sessions/create-session.ts';
import { getSessionRoute } from './sessions/get-session.ts';
import { getTokenRoute } from './sessions/get-token.ts';
import { getTranscriptRoute } from './sessions/get-transcript.ts';
import { listSessionsRoute } from './sessions/list-sessions.ts';
import { stopSessionRoute } from './sessions/stop-session.ts';
import { watchTranscriptRoute } from './sessions/watch-transcript.ts';

/** For a tenant's API keys and users; each sees its own tenant and nothing else. */
export function tenantRoutes(app: App, dependencies: Dependencies): void {
  const { database, config, clock } = dependencies;
  const { secret } = config;
  app.addHook(
    'onRequest',
    authenticateTenant({ db: database.db, secret, clock, credentialOf: headerCredentialOf }),
  );
  makeIdempotent(app, dependencies);
  getTokenRoute(app, dependencies);
  createSessionRoute(app, dependencies);
  stopSessionRoute(app, dependencies);
  listSessionsRoute(app, dependencies);
  getSessionRoute(app, dependencies);
  getTranscriptRoute(app, dependencies);
  listAgentsRoute(app, dependencies);
}

/** The same for sockets, whose credential may be in the query as well. */
export function socketRoutes(app: App, dependencies: Dependencies): void {
  const { database, config, clock } = dependencies;
  const { secret } = config;
  app.addHook(
    'onRequest',
    authenticateTenant({ db: database.db, secret, clock, credentialOf: socketCredentialOf }),
  );
  watchTranscriptRoute(app, dependencies);
}
