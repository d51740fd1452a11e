import {
  dialImportReportSchema,
  importDoNotCallBodySchema,
  importNumbersQuerySchema,
} from '@parley/contracts';
import { importDoNotCall } from '@parley/core';
import { z } from 'zod';
import type { Dependencies } from '../../../dependencies.ts';
import { tenantSecurity } from '../../../plugins/describe-api.ts';
import { idempotencyHeaders } from '../../../plugins/idempotency/idempotency-headers.ts';
import type { App } from '../../app-type.ts';
import { importBodyLimit, importProblems } from '../csv/import-problems.ts';

export function importDoNotCallRoute(app: App, { contextOf }: Dependencies): void {
  app.route({
    method: 'POST',
    url: '/do-not-call/import',
    config: { idempotent: true },
    bodyLimit: importBodyLimit,
    schema: {
      operationId: 'importDoNotCall',
      tags: ['dialing'],
      summary: 'Put many numbers on the do-not-call list from CSV or JSON, all or nothing',
      security: tenantSecurity,
      querystring: importNumbersQuerySchema,
      headers: idempotencyHeaders,
      consumes: ['application/json', 'text/csv'],
      body: z.union([importDoNotCallBodySchema, z.string()]),
      response: { 200: dialImportReportSchema, ...importProblems },
    },
    handler: async (request) => {
      const { body, query } = request;
      const input = typeof body === 'string' ? { csv: body } : body;
      const { dry_run: dryRun, default_country: country } = query;
      return importDoNotCall({ ctx: contextOf(request), input, dryRun, country });
    },
  });
}
