import { createSecretKey } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { z } from 'zod';

const issuer = 'parley';

export interface TokenKind<S extends z.ZodType> {
  audience: string;
  ttlSeconds: number;
  claims: S;
}

const keyOf = (secret: string) => createSecretKey(secret, 'utf8');

export interface IssueOptions {
  secret: string;
  now: number;
}

/** A JWT (HS256) of one kind; `now` in milliseconds since the epoch. */
export function signToken<S extends z.ZodType<JWTPayload>>(
  kind: TokenKind<S>,
  claims: z.output<S>,
  { secret, now }: IssueOptions,
): Promise<string> {
  const seconds = Math.floor(now / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(kind.audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + kind.ttlSeconds)
    .sign(keyOf(secret));
}

/** @returns the claims, or undefined for a token that is not ours, not of this kind, or has run out. */
export async function verifyToken<S extends z.ZodType>(
  kind: TokenKind<S>,
  token: string,
  { secret, now }: IssueOptions,
): Promise<z.output<S> | undefined> {
  const options = {
    issuer,
    audience: kind.audience,
    algorithms: ['HS256'],
    requiredClaims: ['exp'],
    currentDate: new Date(now),
  };
  const verified = await jwtVerify(token, keyOf(secret), options).catch(() => undefined);
  return verified && kind.claims.safeParse(verified.payload).data;
}
