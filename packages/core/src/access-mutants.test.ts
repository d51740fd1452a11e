import { openTestDatabase, openTimeoutMs, reportIsolation } from '@parley/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AccessCheck, loadModule, readAccessChecks } from './testing/access-checks.ts';
import { expectedAccess } from './testing/expected-access.ts';
import { createRefusalWorld, type Refusal, type RefusalWorld, refusals } from './testing/refusals.ts';
import { refusedCredentials } from './testing/refused-credentials.ts';
import { accessOf } from './testing/try-verb.ts';

const { checks, verbs } = readAccessChecks();
const allRefusals = [...refusals, ...refusedCredentials];
let handle: Awaited<ReturnType<typeof openTestDatabase>>;
let world: RefusalWorld;
beforeAll(async () => {
  handle = await openTestDatabase();
  world = await createRefusalWorld(handle.db);
}, openTimeoutMs);
let killed = 0;
afterAll(async () => {
  reportIsolation('access-mutants', { access_checks: checks.length, access_checks_missed_without: killed });
  await handle?.close();
});

const outcomeOf = (refusal: Refusal, module: unknown) =>
  refusal.ask(module, world).then(
    () => 'let in',
    (error) => error.code ?? String(error),
  );

it.each(allRefusals.map((refusal) => [refusal.file, refusal.name, refusal] as const))(
  '%s refuses: %s',
  async (_, __, refusal) => {
    expect(await outcomeOf(refusal, await loadModule(refusal.file))).toBe(refusal.code);
  },
);

/** @returns the first test, of these and of verbs-access.test.ts, that fails without the check. */
async function missedBy(check: AccessCheck): Promise<string | undefined> {
  const loaded = await loadModule(check.file, check);
  for (const { file, name } of verbs.filter(
    (verb) => verb.file === check.file && verb.name === check.within,
  )) {
    const found = await accessOf(loaded[name]);
    if (JSON.stringify(found) !== JSON.stringify(expectedAccess({ file, name }))) return name;
  }
  for (const refusal of allRefusals.filter(({ file }) => file === check.file)) {
    if ((await outcomeOf(refusal, loaded)) !== refusal.code) return refusal.name;
  }
  return undefined;
}

it('there are checks', () => {
  expect(checks.length).toBeGreaterThan(75);
});

it.each(checks.map((check) => [check.name, check] as const))(
  '%s is missed when it is gone',
  async (_, check) => {
    expect(await missedBy(check)).toBeDefined();
    killed += 1;
  },
);
