import { z } from 'zod';
import type { Role } from './auth.ts';

/** What may be done, as `what:how`. A secret API key carries a choice of these, a role stands for one. */
export const scopes = [
  'tenant:read',
  'tenant:write',
  'tenant:own',
  'members:read',
  'members:write',
  'keys:read',
  'keys:write',
  'agents:read',
  'agents:write',
  'agents:publish',
  'knowledge:read',
  'knowledge:write',
  'tickets:read',
  'tickets:write',
  'sessions:read',
  'sessions:write',
  'recordings:read',
  'recordings:write',
  'numbers:read',
  'numbers:write',
  'numbers:buy',
  'dialing:read',
  'dialing:write',
  'calls:read',
  'calls:write',
  'secrets:read',
  'secrets:write',
  'webhooks:read',
  'webhooks:write',
  'audit:read',
] as const;
export const scopeSchema = z.enum(scopes);
export type Scope = z.infer<typeof scopeSchema>;

const viewer = [
  'tenant:read',
  'members:read',
  'agents:read',
  'knowledge:read',
  'tickets:read',
  'sessions:read',
  'numbers:read',
  'dialing:read',
  'calls:read',
] as const satisfies Scope[];
const editor = [
  ...viewer,
  'agents:write',
  'agents:publish',
  'knowledge:write',
  'tickets:write',
  'sessions:write',
  'recordings:read',
  'calls:write',
] as const satisfies Scope[];
const admin = [
  ...editor,
  'tenant:write',
  'members:write',
  'keys:read',
  'keys:write',
  'recordings:write',
  'numbers:write',
  'numbers:buy',
  'dialing:write',
  'secrets:read',
  'secrets:write',
  'webhooks:read',
  'webhooks:write',
  'audit:read',
] as const satisfies Scope[];

/** The one table of what each role may do. `tenant:own` (suspend the account, make owners) is the owners' alone. */
export const roleScopes: Readonly<Record<Role, readonly Scope[]>> = {
  viewer,
  editor,
  admin,
  owner: scopes,
};

/** Scopes that may be given to a secret API key: owning the account takes a person. */
export const keyScopes = scopes.filter((scope) => scope !== 'tenant:own');
