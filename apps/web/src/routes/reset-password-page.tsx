import { Link } from '@tanstack/react-router';
import { Notice } from '../components/notice.tsx';
import { PageOfAccount, textLink } from '../components/page-of-account.tsx';
import { AccountForm } from '../features/auth/account-form.tsx';
import { IncompleteLink } from '../features/auth/incomplete-link.tsx';
import { useMailedToken } from '../features/auth/use-mailed-token.ts';
import { useClient } from '../lib/use-client.ts';

export function ResetPasswordPage() {
  const { api } = useClient();
  const token = useMailedToken();
  return (
    <PageOfAccount
      title="A new password"
      intro="All your log-ins end, on every device."
      foot={
        <Link to="/forgot-password" className={textLink}>
          Ask for another link
        </Link>
      }
    >
      {token === '' && <IncompleteLink />}
      <AccountForm
        fields={[
          {
            name: 'new_password',
            label: 'New password',
            type: 'password',
            autoComplete: 'new-password',
            hint: 'At least 10 characters.',
          },
        ]}
        button="Set the password"
        failure="The password was not set"
        submit={(values) => api.resetPassword({ body: { ...values, token } })}
        done={
          <Notice severity="info" title="Your new password is set" advice="Sign in with it from now on.">
            <Link to="/sign-in" className={textLink}>
              Sign in
            </Link>
          </Notice>
        }
      />
    </PageOfAccount>
  );
}
