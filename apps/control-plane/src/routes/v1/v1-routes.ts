import type { Dependencies } from '../../dependencies.ts';
import { authenticateTenant } from '../../plugins/authenticate-tenant.ts';
import { headerCredentialOf } from '../../plugins/credential-of.ts';
import { makeIdempotent } from '../../plugins/idempotency/make-idempotent.ts';
import type { App } from '../app-type.ts';
import { agentRoutes } from './agents/agent-routes.ts';
import { apiKeyRoutes } from './api-keys/api-key-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { ownAccountRoutes } from './auth/auth-routes.ts';
import { callRoutes } from './calls/call-routes.ts';
import { campaignRoutes } from './campaigns/campaign-routes.ts';
import { carrierRoutes } from './carriers/carrier-routes.ts';
import { consentRoutes } from './consents/consent-routes.ts';
import { dialPolicyRoutes } from './dial-policy/dial-policy-routes.ts';
import { doNotCallRoutes } from './do-not-call/do-not-call-routes.ts';
import { invitationRoutes } from './invitations/invitation-routes.ts';
import { knowledgeRoutes } from './knowledge/knowledge-routes.ts';
import { memberRoutes } from './members/member-routes.ts';
import { numberRoutes } from './numbers/number-routes.ts';
import { secretRoutes } from './secrets/secret-routes.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import { accountRoutes } from './tenant/account-routes.ts';
import { ticketRoutes } from './tickets/ticket-routes.ts';
import { trunkRoutes } from './trunks/trunk-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

/** `/api/v1`, for whoever is of a tenant: each request sees its own tenant and nothing else. */
export function v1Routes(app: App, dependencies: Dependencies): void {
  const { database, config, clock } = dependencies;
  const { secret } = config;
  app.addHook(
    'onRequest',
    authenticateTenant({ db: database.db, secret, clock, credentialOf: headerCredentialOf }),
  );
  makeIdempotent(app, dependencies);
  ownAccountRoutes(app, dependencies);
  accountRoutes(app, dependencies);
  memberRoutes(app, dependencies);
  invitationRoutes(app, dependencies);
  apiKeyRoutes(app, dependencies);
  agentRoutes(app, dependencies);
  auditRoutes(app, dependencies);
  knowledgeRoutes(app, dependencies);
  secretRoutes(app, dependencies);
  webhookRoutes(app, dependencies);
  ticketRoutes(app, dependencies);
  sessionRoutes(app, dependencies);
  trunkRoutes(app, dependencies);
  numberRoutes(app, dependencies);
  callRoutes(app, dependencies);
  carrierRoutes(app, dependencies);
  dialPolicyRoutes(app, dependencies);
  doNotCallRoutes(app, dependencies);
  campaignRoutes(app, dependencies);
  consentRoutes(app, dependencies);
}
