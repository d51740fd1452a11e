import { createParleyClient, isParleyApiError } from '@parley/api-client';
import { keyCredential, type SignedIn } from './credential-store.ts';
import { toSignedIn } from './to-signed-in.ts';

export type SignInInput = { key: string } | { email: string; password: string };

/** Checks the key or the password with the server. @throws ParleyApiError */
export async function signIn(input: SignInInput): Promise<SignedIn> {
  if ('key' in input) {
    await createParleyClient({ url: '', token: input.key }).listAgents();
    return keyCredential(input.key);
  }
  const logIn = await createParleyClient({ url: '' }).api.logIn({ body: input });
  const own = logIn.memberships.find(({ tenant_id }) => tenant_id === logIn.tenant_id);
  return toSignedIn(logIn, own?.tenant_name ?? input.email);
}

/** Why signing in failed, and what to do about it. */
export function signInProblem(error: unknown): string {
  if (!isParleyApiError(error)) return 'Signing in failed. Try again.';
  switch (error.code) {
    case 'INVALID_CREDENTIALS':
      return 'E-mail or password is wrong. Check both and try again.';
    case 'UNAUTHENTICATED':
      return 'The server does not know this key. Check that all of it was copied, and that it was not withdrawn.';
    case 'NETWORK':
    case 'TIMEOUT':
      return 'Parley’s server cannot be reached. Check your network and that the server is running.';
    case 'RATE_LIMITED':
      return 'Too many attempts. Wait a minute, then try again.';
    default:
      return error.detail;
  }
}
