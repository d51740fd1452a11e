export { assertRoleCannotBypass } from './assert-role-cannot-bypass.ts';
export type { Database, DatabaseHandle } from './database.ts';
export { DatabaseError, type DatabaseErrorReason } from './database-error.ts';
export { hasVectors } from './has-vectors.ts';
export { type DatabaseOptions, openDatabase } from './open-database.ts';
export * from './schema/index.ts';
export { sqlStateOf } from './sql-state-of.ts';
export { violatedConstraint } from './violated-constraint.ts';
export {
  asTenant,
  readAsTenant,
  type TenantTx,
  withGate,
  withIdentity,
  withSystem,
  withTenant,
} from './with-role.ts';
