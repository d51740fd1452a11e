import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import {
  ConfigError,
  defineConfig,
  flagSetting,
  listSetting,
  loadConfig,
  portSetting,
  urlSetting,
} from './index.ts';

const definition = defineConfig({
  port: { doc: 'Port.', env: 'APP_PORT', schema: portSetting, default: 8080 },
  url: { doc: 'Server.', env: 'APP_URL', schema: urlSetting('ws', 'wss'), example: 'ws://host:1' },
  secret: {
    doc: 'Signs tokens.',
    env: 'APP_SECRET',
    secret: true,
    schema: z.string().min(8, 'use at least 8 characters'),
  },
  origins: { doc: 'Origins.', env: 'APP_ORIGINS', schema: listSetting, default: [] },
  demo: { doc: 'Demo.', env: 'APP_DEMO', schema: flagSetting, default: false },
  note: { doc: 'Note.', env: 'APP_NOTE', schema: z.string().optional() },
});

const problemsOf = (env: Record<string, string>) => {
  try {
    loadConfig(definition, env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('expected a ConfigError');
};

describe('loadConfig', () => {
  it('gives typed values', () => {
    const config = loadConfig(definition, {
      APP_PORT: '9000',
      APP_URL: 'wss://example.test/',
      APP_SECRET: 'long enough',
      APP_ORIGINS: 'http://a.test, http://b.test,',
      APP_DEMO: 'true',
    });
    expect(config).toEqual({
      port: 9000,
      url: 'wss://example.test',
      secret: 'long enough',
      origins: ['http://a.test', 'http://b.test'],
      demo: true,
      note: undefined,
    });
    expectTypeOf(config.port).toEqualTypeOf<number>();
    expectTypeOf(config.note).toEqualTypeOf<string | undefined>();
    expectTypeOf(config.origins).toEqualTypeOf<string[]>();
  });

  it('takes an empty variable as unset', () => {
    const config = loadConfig(definition, {
      APP_PORT: '',
      APP_URL: 'ws://h',
      APP_SECRET: 'long enough',
      APP_NOTE: ' ',
    });
    expect(config).toMatchObject({ port: 8080, demo: false, note: undefined });
  });

  it('lists every wrong variable at once, with what to do', () => {
    const error = problemsOf({ APP_PORT: '70000', APP_URL: 'http://h', APP_DEMO: 'yes' });
    expect(error.problems.map(({ env }) => env)).toEqual(['APP_PORT', 'APP_URL', 'APP_SECRET', 'APP_DEMO']);
    expect(error.message).toContain('"70000" cannot be used: expected a port from 0 to 65535');
    expect(error.message).toContain('begins with ws:// or wss://. For example: ws://host:1');
    expect(error.message).toContain('APP_SECRET: is required. Signs tokens.');
    expect(error.message).toContain('expected true or false');
  });

  it('never repeats a secret, even when its schema does', () => {
    expect(problemsOf({ APP_URL: 'ws://h', APP_SECRET: 'hunter2' }).message).toContain(
      'APP_SECRET: its value cannot be used: use at least 8 characters.',
    );
    const quoting = defineConfig({
      key: {
        doc: 'Key.',
        env: 'APP_KEY',
        secret: true,
        schema: z.string().refine(() => false, { error: ({ input }) => `bad key ${input}` }),
      },
    });
    expect(() => loadConfig(quoting, { APP_KEY: 'hunter2' })).toThrow(
      /^(?!.*hunter2)[\s\S]*APP_KEY: its value/,
    );
  });
});
