import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Notice } from '../components/notice.tsx';
import { PageOfAccount, textLink } from '../components/page-of-account.tsx';
import { AccountForm } from '../features/auth/account-form.tsx';
import { IncompleteLink } from '../features/auth/incomplete-link.tsx';
import { useMailedToken } from '../features/auth/use-mailed-token.ts';
import { useClient } from '../lib/use-client.ts';

export function AcceptInvitationPage() {
  const { api } = useClient();
  const token = useMailedToken();
  const [tenant, setTenant] = useState('');
  return (
    <PageOfAccount
      title="You are invited"
      intro="With an account, enter its password. Without one, choose a password, and you have one."
    >
      {token === '' && <IncompleteLink />}
      <AccountForm
        fields={[
          {
            name: 'name',
            label: 'Your name',
            autoComplete: 'name',
            hint: 'Only without an account.',
            optional: true,
          },
          {
            name: 'password',
            label: 'Password',
            type: 'password',
            autoComplete: 'current-password',
            hint: 'A new one has at least 10 characters.',
          },
        ]}
        button="Accept"
        failure="You have not joined"
        submit={async ({ password, name }) => {
          const joined = await api.acceptInvitation({
            body: { token, password, name: name.trim() || undefined },
          });
          setTenant(joined.tenant_name);
        }}
        done={
          <Notice
            severity="info"
            title={`You work with ${tenant} now`}
            advice="Sign in with your e-mail address and password."
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
