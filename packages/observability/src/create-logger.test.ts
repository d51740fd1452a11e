import { describe, expect, it } from 'vitest';
import { createLogger, type LogSettings } from './create-logger.ts';

function capture(settings: Partial<LogSettings> = {}) {
  const lines: string[] = [];
  const logger = createLogger({ name: 'test', ...settings }, { write: (line) => void lines.push(line) });
  return { logger, last: () => JSON.parse(lines.at(-1) ?? '{}'), text: () => lines.join('') };
}

describe('createLogger', () => {
  it('writes name, level as a word and time in ISO 8601', () => {
    const { logger, last } = capture();
    logger.info({ count: 3 }, 'ready');
    expect(last()).toMatchObject({ name: 'test', level: 'info', msg: 'ready', count: 3 });
    expect(new Date(last().time).toISOString()).toBe(last().time);
  });

  it('stays silent below its level', () => {
    const { logger, text } = capture({ level: 'warn' });
    logger.info('hidden');
    expect(text()).toBe('');
  });

  it.each([
    { authorization: 'hunter2' },
    { headers: { Cookie: 'hunter2', 'x-api-key': 'hunter2' } },
    { deep: [{ accessToken: 'hunter2', api_key: 'hunter2', password: 'hunter2' }] },
    { livekit: { apiSecret: { value: 'hunter2' } } },
    { url: '/ws/transcript/ses_1?after=3&token=hunter2' },
    { header: 'Bearer hunter2.abc' },
    { said: `sk_${'0'.repeat(32)}_hunter2` },
    { database: 'postgres://parley:hunter2@db/parley' },
  ])('keeps secrets out: %j', (object) => {
    const { logger, text, last } = capture();
    logger.info(object, 'as an object');
    logger.child(object).info('as bindings');
    expect(text()).not.toContain('hunter2');
    expect(last().msg).toBe('as bindings');
  });

  it('keeps secrets out of the message too', () => {
    const { logger, text } = capture();
    logger.info('GET /ws?token=hunter2 with Bearer hunter2');
    expect(text()).not.toContain('hunter2');
    expect(text()).toContain('token=[secret]');
  });

  it('leaves counts of tokens alone', () => {
    const { logger, last } = capture();
    logger.info({ llm: { max_token: 12 } });
    expect(last().llm.max_token).toBe(12);
  });

  it.each([
    { pii: { text: 'my sink leaks' } },
    { 'lk.pii.transcript': 'my sink leaks' },
    { piiText: 'my sink leaks' },
  ])('keeps the words of callers out unless told otherwise: %j', (object) => {
    const closed = capture();
    closed.logger.info(object);
    expect(closed.text()).not.toContain('sink');
    const open = capture({ showPii: true });
    open.logger.info(object);
    expect(open.text()).toContain('my sink leaks');
  });

  it('does not take other words for pii', () => {
    const { logger, last } = capture();
    logger.info({ copiilot: 'a', epii: 'b' });
    expect(last()).toMatchObject({ copiilot: 'a', epii: 'b' });
  });
});

describe('serializers', () => {
  it('shows an error with code and causes, without its other properties', () => {
    const { logger, last, text } = capture();
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (phone)=(555 0142)',
    });
    const error = new Error('Failed query: insert into t\nparams: my sink leaks', { cause });
    logger.error({ err: error }, 'failed');
    expect(last().err).toMatchObject({
      type: 'Error',
      message: 'Failed query: insert into t\nparams: [pii]',
      cause: { code: '23505', message: 'duplicate key' },
    });
    expect(text()).not.toContain('sink');
    expect(text()).not.toContain('0142');
  });

  it('shows of a request its id, method and url, without the token', () => {
    const { logger, last } = capture();
    class Request {
      id = 'req-1';
      method = 'GET';
      url = '/ws?token=hunter2';
      headers = { authorization: 'hunter2' };
      raw = this;
    }
    logger.info({ req: new Request(), res: { statusCode: 204 } });
    expect(last().req).toEqual({ id: 'req-1', method: 'GET', url: '/ws?token=[secret]' });
    expect(last().res).toEqual({ status: 204 });
  });
});
