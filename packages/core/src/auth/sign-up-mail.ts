import type { Mail } from '../ports/mailer.ts';

interface SignUpMail {
  to: string;
  /** What became of the sign-up. */
  result: 'ready' | 'to_confirm' | 'known';
  link: string;
}

const subjects = {
  ready: 'Your Parley account',
  to_confirm: 'Confirm your address for Parley',
  known: 'You have a Parley account already',
};

const texts = {
  ready: (link: string) => `Your account is ready. Log in here:

${link}

If it was not you who signed up, ask for a new password there: the account is your address’s.
`,
  to_confirm: (
    link: string,
  ) => `Somebody signed up for Parley with this address. If it was you, confirm it here:

${link}

The link works for three days. If it was not you, there is nothing to do: nobody can log in.
`,
  known: (
    link: string,
  ) => `Somebody signed up with this address, which has an account already. Nothing has changed. Log in here:

${link}

If you do not know the password any more, ask for a new one there.
`,
};

/**
 * To an address that somebody signed up with before, and nobody has confirmed. To confirm it would let in whoever that
 * was, with the password that they chose: so the owner of the address chooses one.
 */
export const unconfirmedMail = ({ to, link }: { to: string; link: string }): Mail => ({
  to,
  subject: 'Choose a password for Parley',
  text: `Somebody signed up for Parley with this address, and not for the first time. If it was you, choose a password
here, and your address is confirmed:

${link}

The link works once, for an hour. If it was not you, there is nothing to do: nobody can log in.
`,
});

/** Tells the owner of an address what became of a sign-up, which its answer does not. */
export const signUpMail = ({ to, result, link }: SignUpMail): Mail => ({
  to,
  subject: subjects[result],
  text: texts[result](link),
});
