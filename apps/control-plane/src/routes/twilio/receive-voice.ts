import { z } from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { problems } from '../../plugins/problem.ts';
import { answerTwilio } from '../../telephone/twilio/answer-twilio.ts';
import { readTwilioForm } from '../../telephone/twilio/read-twilio-form.ts';
import type { App } from '../app-type.ts';
import { twilioParamsSchema } from './twilio-params.ts';

export function receiveVoiceRoute(app: App, dependencies: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/twilio/voice/:tenant_id',
    schema: {
      operationId: 'receiveTwilioCall',
      tags: ['operation'],
      summary: 'Say what Twilio is to do with a call that comes in; the voice URL of numbers at Twilio',
      description: 'A form, signed with the auth token of the tenant’s Twilio account (X-Twilio-Signature).',
      params: twilioParamsSchema,
      response: {
        200: { description: 'TwiML', content: { 'text/xml': { schema: z.string() } } },
        ...problems('FORBIDDEN', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'),
      },
    },
    handler: async ({ params, url, body, headers }, reply) => {
      const signature = headers['x-twilio-signature'];
      const form = await readTwilioForm(dependencies, { tenantId: params.tenant_id, url, body, signature });
      return reply.type('text/xml; charset=utf-8').send((await answerTwilio(dependencies, form)) as never);
    },
  });
}
