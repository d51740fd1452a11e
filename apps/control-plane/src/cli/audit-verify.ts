import { listTenantIds, verifyAudit } from '@parley/core';
import type { Command } from './command.ts';
import { tenantNamed } from './tenant-named.ts';

const problems = {
  changed: 'is not as it was written',
  missing: 'is missing',
  cut_off: 'is missing: the end of the log was cut off, there or earlier, for its seal does not fit',
  beyond_head: 'lies beyond where the log is said to end: its head was set back',
};

/** Checks the chain of one tenant's audit log, or of all. Exit code 1 when one does not hold. */
export const auditVerify: Command = {
  usage: 'audit verify [--tenant ID]',
  summary: 'check the audit logs; names the first entry that was tampered with',
  options: { tenant: 'only this tenant’s' },
  run: async ({ ctx: { db, auditKey }, options, answer }) => {
    const { tenant } = options;
    const tenantIds = tenant === undefined ? await listTenantIds({ db }) : [await tenantNamed(db, tenant)];
    const verdicts = [];
    for (const tenantId of tenantIds) {
      verdicts.push({ tenantId, ...(await verifyAudit({ db, tenantId, auditKey })) });
    }
    const lines = verdicts.map((verdict) =>
      verdict.ok
        ? `${verdict.tenantId}  ok, ${verdict.entries} entries`
        : `${verdict.tenantId}  BROKEN: entry ${verdict.seq} ${problems[verdict.problem]}`,
    );
    answer(
      verdicts.map(({ tenantId, ...verdict }) => ({ tenant_id: tenantId, ...verdict })),
      lines,
    );
    return verdicts.every(({ ok }) => ok) ? 0 : 1;
  },
};
