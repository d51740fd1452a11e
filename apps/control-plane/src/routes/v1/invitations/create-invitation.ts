import { invitationBodySchema, invitationSchema } from '@parley/contracts';
import { createInvitation, invitationMail } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import { problems } from '../../../plugins/problem.ts';
import { publicUrlOf } from '../../../public-url-of.ts';
import type { App } from '../../app-type.ts';

export function createInvitationRoute(
  app: App,
  { config, contextOf, throttles, afterwards, mailer }: Dependencies,
): void {
  // In the fragment, which no server's log gets to see.
  const linkTo = `${publicUrlOf(config)}/accept-invitation#token=`;
  app.route({
    method: 'POST',
    url: '/invitations',
    config: { idempotent: true },
    schema: {
      operationId: 'createInvitation',
      tags: ['members'],
      summary: 'Invite somebody by e-mail',
      description:
        'The mailed link works once, for seven days; an earlier one to the same address does not any more.',
      security: tenantSecurity,
      headers: idempotencyHeaders,
      body: invitationBodySchema,
      response: {
        201: invitationSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'UNAUTHENTICATED',
          'FORBIDDEN',
          'ADDRESS_NOT_ALLOWED',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'CONFLICT',
          'RATE_LIMITED',
          'IDEMPOTENCY_IN_FLIGHT',
          'IDEMPOTENCY_MISMATCH',
        ),
      },
    },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      throttles.invitations.admit({ account: ctx.actor.tenantId, address: request.ip }, reply);
      const { invitation, token, tenantName } = await createInvitation({ ctx, input: request.body });
      const mail = invitationMail({ to: invitation.email, tenantName, link: `${linkTo}${token}` });
      afterwards.do('mail an invitation', () => mailer.send(mail));
      return reply.code(201).send(invitation);
    },
  });
}
