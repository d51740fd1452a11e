import type { Mail } from '../ports/mailer.ts';

interface SignUpMail {
  to: string;
  isNew: boolean;
  link: string;
}

/** Tells the owner of an address what became of a sign-up, which its answer does not. */
export const signUpMail = ({ to, isNew, link }: SignUpMail): Mail => ({
  to,
  subject: isNew ? 'Your Parley account' : 'You have a Parley account already',
  text: isNew
    ? `Your account is ready. Log in here:

${link}

If it was not you who signed up, ask for a new password there: the account is your address’s.
`
    : `Somebody signed up with this address, which has an account already. Nothing has changed. Log in here:

${link}

If you do not know the password any more, ask for a new one there.
`,
});
