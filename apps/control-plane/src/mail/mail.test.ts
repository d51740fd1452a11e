import type { AddressInfo } from 'node:net';
import { createLogger } from '@parley/observability';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMailer } from './create-mailer.ts';

interface Received {
  from: string;
  to: string[];
  raw: string;
}

const received: Received[] = [];
const server = new SMTPServer({
  authOptional: false,
  allowInsecureAuth: true,
  hideSTARTTLS: true,
  onAuth: ({ username, password }, _, done) =>
    username === 'parley' && password === 'p@ss' ? done(null, { user: username }) : done(new Error('no')),
  onData: (stream, { envelope }, done) => {
    let raw = '';
    stream.setEncoding('utf8').on('data', (part) => {
      raw += part;
    });
    stream.on('end', () => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      received.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw });
      done();
    });
  },
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

const logged: string[] = [];
const log = createLogger({ name: 'test', level: 'trace' }, { write: (line) => void logged.push(line) });
const mailFrom = 'Parley <parley@example.test>';
const mail = { to: 'ada@example.test', subject: 'Set a password', text: 'https://example.test/#token=abc' };

it('sends by SMTP, as the user of the address', async () => {
  const mailer = createMailer(
    { smtpUrl: `smtp://parley:p%40ss@127.0.0.1:${port}`, mailFrom, logLevel: 'info' },
    log,
  );
  await mailer.send(mail);
  expect(received).toMatchObject([{ from: 'parley@example.test', to: [mail.to] }]);
  expect(received[0]?.raw).toMatch(/^Subject: Set a password/m);
  expect(received[0]?.raw).toContain('https://example.test/#token');
});

it('takes an address for one address, whatever is in it', async () => {
  const mailer = createMailer(
    { smtpUrl: `smtp://parley:p%40ss@127.0.0.1:${port}`, mailFrom, logLevel: 'info' },
    log,
  );
  await mailer.send({ ...mail, to: 'ada@example.test,eve@example.test' }).catch(() => undefined);
  expect(received.flatMap(({ to }) => to)).not.toContain('eve@example.test');
});

it('fails when the server does not take it', async () => {
  const mailer = createMailer(
    { smtpUrl: `smtp://parley:wrong@127.0.0.1:${port}`, mailFrom, logLevel: 'info' },
    log,
  );
  await expect(mailer.send(mail)).rejects.toThrow();
});

it('shows a mail that no server takes to a developer, and to nobody else', async () => {
  await createMailer({ smtpUrl: undefined, mailFrom, logLevel: 'info' }, log).send(mail);
  expect(logged).toEqual([]);
  await createMailer({ smtpUrl: undefined, mailFrom, logLevel: 'debug' }, log).send(mail);
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ level: 'debug' }]);
  expect(logged[0]).toContain('#token=abc');
});
