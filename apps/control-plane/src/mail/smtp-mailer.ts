import type { Mailer } from '@parley/core';
import { createTransport } from 'nodemailer';

/** @param url smtp://USER:PASSWORD@HOST:PORT; smtps:// speaks TLS from the start, smtp:// as soon as it is offered. */
export function createSmtpMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport(url, { from });
  return {
    delivers: true,
    send: async ({ to, subject, text }) => {
      // As an object: an address is never read as a list of several.
      await transport.sendMail({ to: { name: '', address: to }, subject, text });
    },
  };
}
