import type { Mail } from '../ports/mailer.ts';

interface InvitationMail {
  to: string;
  tenantName: string;
  link: string;
}

export const invitationMail = ({ to, tenantName, link }: InvitationMail): Mail => ({
  to,
  subject: `An invitation to ${tenantName} on Parley`,
  text: `You have been invited to work with ${tenantName} on Parley. Accept here within seven days:

${link}

The link works once. If you do not know who invited you, do nothing.
`,
});
