/** A provider that may be used: its key, and its address where that is not the public one. */
export interface ProviderSettings {
  apiKey: string;
  baseUrl?: string | undefined;
}

/** The providers that have a key. */
export interface ProviderKeys {
  openai?: ProviderSettings | undefined;
  cartesia?: ProviderSettings | undefined;
}

interface ProviderEnvironment {
  openaiApiKey?: string | undefined;
  openaiBaseUrl?: string | undefined;
  cartesiaApiKey?: string | undefined;
  cartesiaBaseUrl?: string | undefined;
}

const settings = (apiKey: string | undefined, baseUrl: string | undefined): ProviderSettings | undefined =>
  apiKey ? { apiKey, baseUrl: baseUrl || undefined } : undefined;

/**
 * From the worker's settings; a provider without a key is not offered.
 * @param own the tenant's keys, which come before the operator's; the addresses are always the operator's.
 */
export const providerKeys = (
  environment: ProviderEnvironment,
  own: { openai?: string | undefined; cartesia?: string | undefined } = {},
): ProviderKeys => ({
  openai: settings(own.openai ?? environment.openaiApiKey, environment.openaiBaseUrl),
  cartesia: settings(own.cartesia ?? environment.cartesiaApiKey, environment.cartesiaBaseUrl),
});
