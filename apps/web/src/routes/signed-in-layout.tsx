import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button } from '../components/button.tsx';
import { Logo } from '../components/logo.tsx';
import { logOut } from '../features/auth/log-out.ts';
import { useCredential } from '../features/auth/use-credential.ts';
import { useCall } from '../features/call/use-call.ts';
import { forgetSetupValues } from '../features/call/use-setup-values.ts';
import { useClient } from '../lib/use-client.ts';

const link =
  'inline-flex min-h-11 items-center border-b-2 border-transparent px-1 font-medium aria-[current=page]:border-ink hover:border-edge';

/** The frame of every page for somebody signed in. A call goes on while its caller looks elsewhere. */
export function SignedInLayout() {
  const { store, signedIn } = useCredential();
  const { call, state } = useCall();
  const client = useClient();
  const navigate = useNavigate();
  const path = useRouterState({ select: (router) => router.location.pathname });
  const inCall = state.phase === 'starting' || state.phase === 'live';

  useEffect(() => {
    if (signedIn || path === '/sign-in') return;
    void call.forget();
    forgetSetupValues();
    void navigate({ to: '/sign-in', search: { to: path }, replace: true });
  }, [signedIn, call, navigate, path]);

  // In this order: the server is told by whom it knows.
  const signOut = async (): Promise<void> => {
    await call.forget();
    await logOut(store, client);
  };

  return (
    <div className="app-frame">
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <header className="flex flex-wrap items-center gap-x-5 border-b border-line bg-surface px-4 sm:px-6">
        <Link
          to="/talk"
          className="flex items-center gap-2 rounded-sm py-2 font-semibold"
          aria-label="Parley"
        >
          <Logo />
          <span className="hidden text-lg sm:inline">Parley</span>
        </Link>
        <nav aria-label="Pages" className="flex gap-4">
          <Link to="/talk" className={link}>
            Talk
          </Link>
          <Link to="/history" className={link}>
            History
          </Link>
        </nav>
        {inCall && path !== '/talk' && (
          <Link to="/talk" className="rounded-full bg-agent-soft px-3 py-1 text-sm font-medium text-agent">
            Call running
          </Link>
        )}
        <div className="ml-auto flex items-center gap-2">
          <span className="hidden max-w-56 truncate text-sm text-muted sm:inline">{signedIn?.label}</span>
          <Button look="bare" className="px-1!" onClick={() => void signOut()}>
            Sign out
          </Button>
        </div>
      </header>
      <div id="content" className="app-content">
        <Outlet />
      </div>
    </div>
  );
}
