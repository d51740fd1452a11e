import { z } from 'zod';
import { notBlankNoControl } from './text-patterns.ts';

/** C0 and C1 control characters, which no name may contain. */
const controlCharacters = /\p{Cc}/u;

/** LiveKit takes 256 bytes; 37 of them are the tenant's part of a room's full name. */
const maxBytes = 200;

const encoder = new TextEncoder();
/** A unit of a string takes three bytes at most, so most names need no counting. */
const isWithin = (bytes: number, text: string): boolean =>
  text.length * 3 <= bytes || encoder.encode(text).length <= bytes;

const name = (what: string) =>
  z
    .string(`${what} is required`)
    .trim()
    .min(1, `${what} must not be empty`)
    .max(128, `${what} must be at most 128 characters`)
    .refine((value) => !controlCharacters.test(value), `${what} must not contain control characters`)
    .refine((value) => value.isWellFormed(), `${what} must be valid Unicode`)
    .refine((value) => isWithin(maxBytes, value), `${what} must be at most ${maxBytes} bytes in UTF-8`)
    .meta(notBlankNoControl);

/** A room's name as the tenant knows it; two tenants' `lobby` are two rooms. */
export const roomNameSchema = name('room');

/** Prefix of the identities that only agents may carry. */
export const agentIdentityPrefix = 'agent-';

/** A participant's identity. Those that begin with `agent-` are reserved for agents. */
export const identitySchema = name('identity').refine(
  (value) => !value.toLowerCase().startsWith(agentIdentityPrefix),
  `identity must not start with "${agentIdentityPrefix}": those names belong to agents`,
);

/** A participant's display name. */
export const displayNameSchema = name('name');

/** What a tenant calls itself. */
export const tenantNameSchema = name('tenant_name');
