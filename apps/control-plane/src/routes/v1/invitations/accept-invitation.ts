import { acceptedInvitationSchema, acceptInvitationBodySchema } from '@parley/contracts';
import { acceptInvitation } from '@parley/core';
import type { Dependencies } from '../../../dependencies.ts';
import { problems } from '../../../plugins/problem.ts';
import type { App } from '../../app-type.ts';

/** For anybody who has a mailed link. */
export function acceptInvitationRoute(app: App, { throttles, accountContextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/invitations/accept',
    schema: {
      operationId: 'acceptInvitation',
      tags: ['members'],
      summary: 'Accept an invitation by its mailed link',
      description:
        'Whoever has an account confirms with its password; whoever has none chooses a name and a password.',
      body: acceptInvitationBodySchema,
      response: {
        200: acceptedInvitationSchema,
        ...problems(
          'VALIDATION_FAILED',
          'BODY_NOT_JSON',
          'INVALID_CREDENTIALS',
          'CONFLICT',
          'BODY_TOO_LARGE',
          'UNSUPPORTED_MEDIA_TYPE',
          'RATE_LIMITED',
        ),
      },
    },
    handler: async (request, reply) => {
      const { body: input, ip: address } = request;
      const who = { account: input.token, address };
      throttles.guesses.admit(who, reply);
      const accepted = await acceptInvitation({ ctx: accountContextOf(request), input });
      throttles.guesses.forgive(who);
      return accepted;
    },
  });
}
