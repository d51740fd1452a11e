import { type TenantId, tenantIdSchema } from '@parley/contracts';
import { type CarrierAccount, DomainError, findCarrierAccount } from '@parley/core';
import { verifyTwilioSignature } from '@parley/telephony';
import type { Dependencies } from '../../dependencies.ts';
import { publicUrlOf } from '../../public-url-of.ts';

/** A request as Twilio makes it: a signed form. */
export interface TwilioRequest {
  tenantId: string;
  /** Path and query, as they came. */
  url: string;
  body: unknown;
  signature: string | string[] | undefined;
}

export interface TwilioForm {
  tenantId: TenantId;
  account: CarrierAccount;
  params: URLSearchParams;
}

/**
 * The form that Twilio has posted for a tenant, signed with the auth token that the tenant has given, for the URL at
 * which we are reached from outside. Who asks for a tenant that there is not, or without an account, is told the same.
 * @throws DomainError `FORBIDDEN`
 */
export async function readTwilioForm(
  { database, vault, config, log }: Pick<Dependencies, 'database' | 'vault' | 'config' | 'log'>,
  { tenantId: asked, url, body, signature }: TwilioRequest,
): Promise<TwilioForm> {
  const params = new URLSearchParams(typeof body === 'string' ? body : '');
  const tenantId = tenantIdSchema.safeParse(asked).data;
  const account = tenantId && (await findCarrierAccount({ db: database.db, vault, tenantId }));
  const signed = {
    url: publicUrlOf(config).replace(/\/$/, '') + url,
    params,
    signature: typeof signature === 'string' ? signature : undefined,
  };
  if (!tenantId || !account || !verifyTwilioSignature(signed, account.authToken)) {
    log.warn(
      { tenantId: asked, url: signed.url },
      'a request that is not signed by the tenant’s Twilio account',
    );
    throw new DomainError(
      'FORBIDDEN',
      'This is not signed with the auth token of the tenant’s Twilio account, or not for this URL (PARLEY_PUBLIC_URL).',
    );
  }
  return { tenantId, account, params };
}
