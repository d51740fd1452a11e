/** What was asked for cannot be done as it was asked: no call was placed. */
export class UsageError extends Error {
  override name = 'UsageError';
}
