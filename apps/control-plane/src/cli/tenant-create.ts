import { createTenant } from '@parley/core';
import { publicUrlOf } from '../public-url-of.ts';
import type { Command } from './command.ts';

/** No password passes through the operator's hands: the owner chooses one by the link. */
export const tenantCreate: Command = {
  usage: 'tenant create --name NAME --email ADDRESS',
  summary: 'make a tenant; prints the link by which its owner comes in, once, within seven days',
  options: { name: 'what the business is called', email: 'its owner’s address' },
  required: ['name', 'email'],
  run: async ({ ctx, config, options: { name = '', email = '' }, answer }) => {
    const { tenantId, invitation, token } = await createTenant({ ctx, input: { name, email } });
    const link = `${publicUrlOf(config)}/accept-invitation#token=${token}`;
    answer({ tenant_id: tenantId, email: invitation.email, link, expires_at: invitation.expires_at }, [
      `Tenant ${tenantId} is made. Give its owner, ${invitation.email}, this link; it works once:`,
      link,
    ]);
    return 0;
  },
};
