import { type UserId, userIdSchema } from '@parley/contracts';
import { z } from 'zod';
import { type IssueOptions, signToken, type TokenKind, verifyToken } from './signed-token.ts';

const claims = z.object({ sub: userIdSchema });

const confirmationToken = {
  audience: 'parley:confirmation',
  ttlSeconds: 3 * 86_400,
  claims,
} satisfies TokenKind<typeof claims>;

/** The token in the link that is mailed to a new account's address: whoever has it has the mailbox. */
export const issueConfirmationToken = (userId: UserId, options: IssueOptions): Promise<string> =>
  signToken(confirmationToken, { sub: userId }, options);

export const verifyConfirmationToken = async (
  token: string,
  options: IssueOptions,
): Promise<UserId | undefined> => (await verifyToken(confirmationToken, token, options))?.sub;
