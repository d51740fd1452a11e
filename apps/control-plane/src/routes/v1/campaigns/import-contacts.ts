import {
  campaignParamsSchema,
  importContactsBodySchema,
  importContactsQuerySchema,
  importContactsResponseSchema,
} from '@parley/contracts';
import { importContacts } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import type { App } from '../../app-type.ts';
import { importingProblems } from './campaign-problems.ts';

/** A hundred thousand numbers, with some words to each; what is larger comes in parts. */
const bodyLimit = 8 * 1024 * 1024;

export function importContactsRoute(app: App, { contextOf, dialer }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/campaigns/:id/contacts',
    config: { idempotent: true },
    bodyLimit,
    schema: {
      operationId: 'importCampaignContacts',
      tags: ['campaigns'],
      summary: 'Add contacts from JSON or CSV, all or nothing; each further column is a variable',
      security: tenantSecurity,
      params: campaignParamsSchema,
      querystring: importContactsQuerySchema,
      headers: idempotencyHeaders,
      consumes: ['application/json', 'text/csv'],
      body: z.union([importContactsBodySchema, z.string()]),
      response: { 200: importContactsResponseSchema, ...importingProblems },
    },
    handler: async (request) => {
      const { body, query: options, params } = request;
      const input = typeof body === 'string' ? { csv: body } : body;
      const report = await importContacts({
        ctx: contextOf(request),
        campaignId: params.id,
        input,
        options,
      });
      dialer.soon();
      return report;
    },
  });
}
