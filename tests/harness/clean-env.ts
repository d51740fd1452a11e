/** The environment without what vitest puts there for itself: a service must not run as if under test. */
export function cleanEnv(): Record<string, string> {
  const own = /^(VITEST.*|NODE_ENV|NODE_OPTIONS|TEST|MODE|DEV|PROD|SSR|BASE_URL)$/;
  const entries = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !own.test(name),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}
