import { expect, it } from 'vitest';
import { loadModule, readAccessChecks } from './testing/access-checks.ts';
import { expectedAccess } from './testing/expected-access.ts';
import { accessOf } from './testing/try-verb.ts';

const { verbs } = readAccessChecks();
const guarded = verbs.filter(({ checks }) => checks.length > 0);

it('every verb but those for whoever has not logged in, and the bookkeeping of requests, asks who it is', () => {
  const open = verbs.filter(({ checks }) => checks.length === 0);
  expect(open.map(({ name }) => name)).toEqual([
    'confirmEmail',
    'logIn',
    'noteFailedLogIn',
    'refresh',
    'requestPasswordReset',
    'resetPassword',
    'signUp',
    'claimRequest',
    'settleRequest',
    'acceptInvitation',
    // By operators at the command line alone.
    'createTenant',
  ]);
});

it.each(guarded.map((verb) => [verb.name, verb] as const))('%s lets in who it is for', async (_, verb) => {
  const loaded = await loadModule(verb.file);
  expect(await accessOf(loaded[verb.name])).toEqual(expectedAccess(verb));
});
