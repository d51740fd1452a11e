const uniqueViolation = '23505';

/** The name of the unique constraint that an error is about; undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && current.code === uniqueViolation && 'constraint' in current) {
      return String(current.constraint);
    }
  }
  return undefined;
}
