export type DatabaseErrorReason =
  | 'in_use'
  | 'folder'
  | 'unreachable'
  | 'unsupported_version'
  | 'newer_schema'
  | 'migration_failed'
  | 'role_can_bypass';

/** The database cannot be used; the message says why and what to do, without passwords. */
export class DatabaseError extends Error {
  readonly reason: DatabaseErrorReason;

  constructor(reason: DatabaseErrorReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseError';
    this.reason = reason;
  }
}
