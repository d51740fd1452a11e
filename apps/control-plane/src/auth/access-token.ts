import { roleSchema, tenantIdSchema, userIdSchema } from '@parley/contracts';
import { z } from 'zod';
import { type IssueOptions, signToken, type TokenKind, verifyToken } from './signed-token.ts';

const claims = z.object({ sub: userIdSchema, tid: tenantIdSchema, role: roleSchema });
export type AccessClaims = z.output<typeof claims>;

const accessToken = {
  audience: 'parley:api',
  ttlSeconds: 12 * 3600,
  claims,
} satisfies TokenKind<typeof claims>;
export const accessTokenTtlSeconds = accessToken.ttlSeconds;

/** The token that a user gets by logging in. */
export const issueAccessToken = (value: AccessClaims, options: IssueOptions): Promise<string> =>
  signToken(accessToken, value, options);

export const verifyAccessToken = (token: string, options: IssueOptions): Promise<AccessClaims | undefined> =>
  verifyToken(accessToken, token, options);
