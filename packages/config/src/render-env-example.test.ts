import { describe, expect, it } from 'vitest';
import { renderEnvExample } from './render-env-example.ts';

describe('renderEnvExample', () => {
  const text = renderEnvExample([
    {
      title: 'Server',
      settings: {
        port: { doc: 'Port to listen on.\n0 chooses one.', env: 'APP_PORT', default: 8080 },
        origins: { doc: 'Origins.', env: 'APP_ORIGINS', default: ['http://a.test', 'http://b.test'] },
        secret: { doc: 'Signs tokens.', env: 'APP_SECRET', secret: true, default: 'must not show' },
      },
    },
    {
      title: 'Worker',
      settings: {
        port: { doc: 'Said before.', env: 'APP_PORT' },
        url: { doc: 'Server.', env: 'APP_URL', example: 'ws://host' },
      },
    },
    { title: 'Nothing of its own', settings: { port: { doc: 'Again.', env: 'APP_PORT' } } },
  ]);

  it('shows doc, default and example of each variable', () => {
    expect(text).toContain('# Port to listen on.\n# 0 chooses one.\n#APP_PORT=8080\n');
    expect(text).toContain('#APP_ORIGINS=http://a.test,http://b.test\n');
    expect(text).toContain('# Server.\n# (no default)\n#APP_URL=ws://host\n');
  });

  it('lists a shared variable once and drops a section that is left empty', () => {
    expect(text.match(/#APP_PORT=/g)).toHaveLength(1);
    expect(text).not.toContain('Nothing of its own');
  });

  it('never shows a secret', () => {
    expect(text).toContain('#APP_SECRET=\n');
    expect(text).not.toContain('must not show');
  });
});
