import type { RefreshTokenId, Role, TenantId, UserId } from '@parley/contracts';
import { refreshTokenTtlSeconds } from '@parley/core';
import type { Dependencies } from '../dependencies.ts';
import { accessTokenTtlSeconds, issueAccessToken } from './access-token.ts';

interface LogInStep {
  userId: UserId;
  tenantId: TenantId;
  role: Role;
  familyId: RefreshTokenId;
  refreshToken: string;
}

/** What somebody gets who has logged in or refreshed. */
export async function toTokenPair({ config, clock }: Dependencies, step: LogInStep) {
  const claims = { sub: step.userId, tid: step.tenantId, role: step.role, fam: step.familyId };
  return {
    access_token: await issueAccessToken(claims, { secret: config.secret, now: clock.now() }),
    token_type: 'Bearer' as const,
    expires_in: accessTokenTtlSeconds,
    refresh_token: step.refreshToken,
    refresh_expires_in: refreshTokenTtlSeconds,
    tenant_id: step.tenantId,
    user_id: step.userId,
  };
}
