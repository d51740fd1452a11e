import { type TenantId, tenantIdSchema } from '@parley/contracts';
import { deriveAuditKey, listTenantIds, verifyAudit } from '@parley/core';
import { type Command, type CommandInput, UsageError } from './command.ts';

const problems = {
  changed: 'is not as it was written',
  missing: 'is missing',
  cut_off: 'is missing: the end of the log was cut off',
};

/** Checks the chain of one tenant's audit log, or of all. Exit code 1 when one does not hold. */
export const auditVerify: Command = {
  usage: 'audit verify [--tenant ID]',
  summary: 'check the audit logs; names the first entry that was tampered with',
  run: async ({ database: { db }, config, options, print }) => {
    const auditKey = deriveAuditKey(config.secret);
    let broken = 0;
    for (const tenantId of await tenantsOf(db, options.tenant)) {
      const verdict = await verifyAudit({ db, tenantId, auditKey });
      if (verdict.ok) print(`${tenantId}  ok, ${verdict.entries} entries`);
      else {
        broken += 1;
        print(`${tenantId}  BROKEN: entry ${verdict.seq} ${problems[verdict.problem]}`);
      }
    }
    return broken === 0 ? 0 : 1;
  },
};

async function tenantsOf(
  db: CommandInput['database']['db'],
  wanted: string | undefined,
): Promise<TenantId[]> {
  const all = await listTenantIds({ db });
  if (wanted === undefined) return all;
  const tenantId = tenantIdSchema.safeParse(wanted).data;
  if (!tenantId || !all.includes(tenantId)) throw new UsageError(`There is no tenant ${wanted}.`);
  return [tenantId];
}
