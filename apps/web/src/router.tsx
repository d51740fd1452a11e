import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import type { CredentialStore } from './features/auth/credential-store.ts';
import { NotFound, RouteProblem } from './routes/route-problem.tsx';
import { SignInPage } from './routes/sign-in-page.tsx';
import { SignedInLayout } from './routes/signed-in-layout.tsx';

const root = createRootRouteWithContext<{ credentials: CredentialStore }>()({ notFoundComponent: NotFound });

/** Where a sign-in may lead: a page of this app, not another site's. */
const ownPage = /^\/(talk|history)(\/|$)/;

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/talk', replace: true });
  },
});

const signInRoute = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } =>
    typeof search.to === 'string' && ownPage.test(search.to) ? { to: search.to } : {},
  component: SignInPage,
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./routes/forgot-password-page.tsx'), 'ForgotPasswordPage'),
});

// The next ones are where mailed links lead: the control plane writes their addresses.
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('./routes/reset-password-page.tsx'), 'ResetPasswordPage'),
});

const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: '/accept-invitation',
  component: lazyRouteComponent(() => import('./routes/accept-invitation-page.tsx'), 'AcceptInvitationPage'),
});

const confirm = createRoute({
  getParentRoute: () => root,
  path: '/confirm',
  component: lazyRouteComponent(() => import('./routes/confirm-page.tsx'), 'ConfirmPage'),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./routes/sign-up-page.tsx'), 'SignUpPage'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: ({ context, location }) => {
    if (!context.credentials.get()) throw redirect({ to: '/sign-in', search: { to: location.pathname } });
  },
  component: SignedInLayout,
});

const talk = createRoute({
  getParentRoute: () => signedIn,
  path: '/talk',
  component: lazyRouteComponent(() => import('./routes/talk-page.tsx'), 'TalkPage'),
});

const history = createRoute({
  getParentRoute: () => signedIn,
  path: '/history',
  component: lazyRouteComponent(() => import('./routes/history-page.tsx'), 'HistoryPage'),
});

const session = createRoute({
  getParentRoute: () => signedIn,
  path: '/history/$sessionId',
  component: lazyRouteComponent(() => import('./routes/session-page.tsx'), 'SessionPage'),
});

const routeTree = root.addChildren([
  home,
  signInRoute,
  forgotPassword,
  resetPassword,
  acceptInvitation,
  confirm,
  signUp,
  signedIn.addChildren([talk, history, session]),
]);

export const createAppRouter = (credentials: CredentialStore, history?: RouterHistory) =>
  createRouter({
    routeTree,
    ...(history && { history }),
    context: { credentials },
    defaultErrorComponent: RouteProblem,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
