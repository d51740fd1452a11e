import { refreshTokenIdSchema, roleSchema, tenantIdSchema, userIdSchema } from '@parley/contracts';
import { z } from 'zod';
import { type IssueOptions, signToken, type TokenKind, verifyToken } from './signed-token.ts';

const claims = z.object({
  sub: userIdSchema,
  tid: tenantIdSchema,
  role: roleSchema,
  fam: refreshTokenIdSchema,
});
export type AccessClaims = z.output<typeof claims>;

export const accessTokenTtlSeconds = 15 * 60;
/** Of `POST /login`, which gives no refresh token. */
export const longAccessTokenTtlSeconds = 12 * 3600;

const accessToken = {
  audience: 'parley:api',
  ttlSeconds: accessTokenTtlSeconds,
  claims,
} satisfies TokenKind<typeof claims>;

/** The token that a user gets by logging in; `fam` is the log-in's family of refresh tokens. */
export const issueAccessToken = (
  value: AccessClaims,
  { ttlSeconds = accessTokenTtlSeconds, ...options }: IssueOptions & { ttlSeconds?: number },
): Promise<string> => signToken({ ...accessToken, ttlSeconds }, value, options);

export const verifyAccessToken = (token: string, options: IssueOptions): Promise<AccessClaims | undefined> =>
  verifyToken(accessToken, token, options);
