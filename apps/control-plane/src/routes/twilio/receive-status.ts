import { z } from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { problems } from '../../plugins/problem.ts';
import { noteTwilioStatus } from '../../telephone/twilio/note-twilio-status.ts';
import { readTwilioForm } from '../../telephone/twilio/read-twilio-form.ts';
import type { App } from '../app-type.ts';
import { twilioParamsSchema } from './twilio-params.ts';

/** Of a call out, as Twilio was given the address. */
const querySchema = z.object({ call: z.string().max(100).optional() });

export function receiveStatusRoute(app: App, dependencies: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/twilio/status/:tenant_id',
    schema: {
      operationId: 'receiveTwilioStatus',
      tags: ['operation'],
      summary: 'Take note of how a call at Twilio fares; the status callback of numbers and calls at Twilio',
      description: 'A form, signed with the auth token of the tenant’s Twilio account (X-Twilio-Signature).',
      params: twilioParamsSchema,
      querystring: querySchema,
      response: {
        204: z.null().describe('Taken note of.'),
        ...problems('VALIDATION_FAILED', 'FORBIDDEN', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
      },
    },
    handler: async ({ params, query, url, body, headers }, reply) => {
      const signature = headers['x-twilio-signature'];
      const form = await readTwilioForm(dependencies, { tenantId: params.tenant_id, url, body, signature });
      await noteTwilioStatus(dependencies, form, query.call);
      return reply.code(204).send(null);
    },
  });
}
