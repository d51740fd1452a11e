import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Logo } from '../components/logo.tsx';
import { textLink } from '../components/page-of-account.tsx';
import { SignInForm } from '../features/auth/sign-in-form.tsx';
import { useCredential } from '../features/auth/use-credential.ts';
import { useTitle } from '../lib/use-title.ts';

export function SignInPage() {
  useTitle('Sign in');
  const { store } = useCredential();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-md content-center gap-8 px-4 py-10">
      <header className="grid gap-4">
        <Logo className="size-16" />
        <h1 className="text-3xl font-semibold tracking-tight">Parley</h1>
        <p className="text-lg text-muted">Talk with your voice agent, and read what was said.</p>
      </header>
      <SignInForm
        reason={store.signOutReason()}
        onSignedIn={(signedIn) => {
          store.set(signedIn);
          void navigate({ to: to ?? '/talk', replace: true });
        }}
      />
      <p className="flex flex-wrap gap-x-6 gap-y-2">
        <Link to="/forgot-password" className={textLink}>
          Forgot your password?
        </Link>
        <Link to="/sign-up" className={textLink}>
          Make an account
        </Link>
      </p>
    </main>
  );
}
