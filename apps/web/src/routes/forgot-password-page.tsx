import { Link } from '@tanstack/react-router';
import { Notice } from '../components/notice.tsx';
import { PageOfAccount, textLink } from '../components/page-of-account.tsx';
import { AccountForm } from '../features/auth/account-form.tsx';
import { useClient } from '../lib/use-client.ts';

export function ForgotPasswordPage() {
  const { api } = useClient();
  return (
    <PageOfAccount
      title="Forgot your password?"
      intro="You get a link by mail, and choose a new one."
      foot={
        <Link to="/sign-in" className={textLink}>
          Back to sign-in
        </Link>
      }
    >
      <AccountForm
        fields={[{ name: 'email', label: 'E-mail', type: 'email', autoComplete: 'username' }]}
        button="Send the link"
        failure="No link was sent"
        submit={(body) => api.forgotPassword({ body })}
        done={
          <Notice
            severity="info"
            title="Look at your mail"
            advice="If there is an account with this address, a link is on its way. It works once, for an hour."
          />
        }
      />
    </PageOfAccount>
  );
}
