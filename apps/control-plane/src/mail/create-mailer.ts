import type { Mailer } from '@parley/core';
import type { Logger } from '@parley/observability';
import type { ControlPlaneConfig } from '../config.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

type MailSettings = Pick<ControlPlaneConfig, 'smtpUrl' | 'mailFrom' | 'logLevel'>;

/** Mail by SMTP. Without a server a developer finds it in the log, and at any other log level nobody does. */
export function createMailer({ smtpUrl, mailFrom, logLevel }: MailSettings, log: Logger): Mailer {
  if (smtpUrl) return createSmtpMailer({ url: smtpUrl, from: mailFrom });
  const isDevelopment = logLevel === 'debug' || logLevel === 'trace';
  return {
    delivers: false,
    send: async ({ subject, text }) => {
      if (isDevelopment) log.debug({ subject, text }, 'mail, which no server takes');
    },
  };
}
