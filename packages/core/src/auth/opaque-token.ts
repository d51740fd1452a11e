import { hash, randomBytes } from 'node:crypto';

/** 32 random bytes: refresh tokens and mailed links. */
export const newOpaqueToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256 is enough: unlike a password, 32 random bytes cannot be guessed. */
export const hashOpaqueToken = (token: string): string => hash('sha256', token, 'hex');
