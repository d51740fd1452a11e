import type { AuditEntry } from '@parley/contracts';
import { listAudit } from '../audit/list-audit.ts';
import type { TestTenant } from './test-tenant.ts';

/** The tenant's audit log, newest first. */
export const auditOf = async ({ system }: TestTenant): Promise<AuditEntry[]> =>
  (await listAudit({ ctx: system, input: {} })).entries;
