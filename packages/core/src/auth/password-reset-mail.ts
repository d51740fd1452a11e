import type { Mail } from '../ports/mailer.ts';

export const passwordResetMail = ({ to, link }: { to: string; link: string }): Mail => ({
  to,
  subject: 'Set a new password for Parley',
  text: `Somebody asked for a new password for this address. If it was you, set it here:

${link}

The link works once, for an hour. If it was not you, there is nothing to do: your password stays as it is.
`,
});
