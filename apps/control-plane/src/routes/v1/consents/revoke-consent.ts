import { consentParamsSchema, consentSchema } from '@parley/contracts';
import { revokeConsent } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

export function revokeConsentRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/consents/:id/revoke',
    schema: {
      operationId: 'revokeConsent',
      tags: ['dialing'],
      summary: 'Take a consent back from now on; it stays on file',
      security: tenantSecurity,
      params: consentParamsSchema,
      response: {
        200: consentSchema,
        ...problems('VALIDATION_FAILED', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'),
      },
    },
    handler: async (request) => revokeConsent({ ctx: contextOf(request), consentId: request.params.id }),
  });
}
