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

/** From the worker's settings; a provider without a key is not offered. */
export const providerKeys = (environment: ProviderEnvironment): ProviderKeys => ({
  openai: settings(environment.openaiApiKey, environment.openaiBaseUrl),
  cartesia: settings(environment.cartesiaApiKey, environment.cartesiaBaseUrl),
});
