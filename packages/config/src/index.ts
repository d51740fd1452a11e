export { ConfigError, type ConfigProblem } from './config-error.ts';
export { type ConfigDefinition, type ConfigOf, defineConfig, type Setting } from './define-config.ts';
export { isLoopback } from './is-loopback.ts';
export { livekitSettings } from './livekit-settings.ts';
export { loadConfig } from './load-config.ts';
export { providerSettings } from './provider-settings.ts';
export { countSetting, flagSetting, listSetting, portSetting, urlSetting } from './setting-schemas.ts';
