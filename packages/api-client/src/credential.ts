/** A secret, or a function that gives the present one. */
export type Credential = string | (() => string | undefined);

export interface Credentials {
  token?: Credential | undefined;
  apiKey?: Credential | undefined;
}

const resolve = (credential: Credential | undefined): string | undefined =>
  typeof credential === 'function' ? credential() : credential;

/** The secret to send now, or undefined when there is none (health, log-in). */
export const credentialOf = ({ token, apiKey }: Credentials): string | undefined =>
  resolve(token) ?? resolve(apiKey);

export const credentialHeaders = (secret: string | undefined): Record<string, string> =>
  secret === undefined ? {} : { authorization: `Bearer ${secret}` };
