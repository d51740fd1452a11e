import { Link } from '@tanstack/react-router';
import { Notice } from '../components/notice.tsx';
import { PageOfAccount, textLink } from '../components/page-of-account.tsx';
import { AccountForm } from '../features/auth/account-form.tsx';
import { IncompleteLink } from '../features/auth/incomplete-link.tsx';
import { useMailedToken } from '../features/auth/use-mailed-token.ts';
import { useClient } from '../lib/use-client.ts';

/** By a button: what merely looks at links in mails confirms nothing. */
export function ConfirmPage() {
  const { api } = useClient();
  const token = useMailedToken();
  return (
    <PageOfAccount title="Your e-mail address" intro="Confirm that it is yours, and sign in.">
      {token === '' && <IncompleteLink />}
      <AccountForm
        fields={[]}
        button="Confirm"
        failure="The address is not confirmed"
        submit={() => api.confirmEmail({ body: { token } })}
        done={
          <Notice severity="info" title="Your address is confirmed" advice="Now you can sign in.">
            <Link to="/sign-in" className={textLink}>
              Sign in
            </Link>
          </Notice>
        }
      />
    </PageOfAccount>
  );
}
