import { Link } from '@tanstack/react-router';
import { Notice } from '../components/notice.tsx';
import { PageOfAccount, textLink } from '../components/page-of-account.tsx';
import { AccountForm } from '../features/auth/account-form.tsx';
import { useClient } from '../lib/use-client.ts';

export function SignUpPage() {
  const { api } = useClient();
  return (
    <PageOfAccount
      title="Make an account"
      intro="For you and your business. You can invite others later."
      foot={
        <Link to="/sign-in" className={textLink}>
          I have an account
        </Link>
      }
    >
      <AccountForm
        fields={[
          { name: 'name', label: 'Your name', autoComplete: 'name' },
          { name: 'tenant_name', label: 'Your business', autoComplete: 'organization' },
          { name: 'email', label: 'E-mail', type: 'email', autoComplete: 'username' },
          {
            name: 'password',
            label: 'Password',
            type: 'password',
            autoComplete: 'new-password',
            hint: 'At least 10 characters.',
          },
        ]}
        button="Make the account"
        failure="No account was made"
        submit={(body) => api.signUp({ body })}
        done={
          <Notice
            severity="info"
            title="Almost done"
            advice="If a mail comes, open its link first; then sign in with your e-mail address and password."
          >
            <Link to="/sign-in" className={textLink}>
              Sign in
            </Link>
          </Notice>
        }
      />
    </PageOfAccount>
  );
}
