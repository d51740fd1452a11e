import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { changePasswordRoute } from './change-password.ts';
import { confirmEmailRoute } from './confirm-email.ts';
import { forgotPasswordRoute } from './forgot-password.ts';
import { getMeRoute } from './get-me.ts';
import { logInRoute } from './log-in.ts';
import { logOutRoute } from './log-out.ts';
import { refreshRoute } from './refresh.ts';
import { resetPasswordRoute } from './reset-password.ts';
import { signUpRoute } from './sign-up.ts';

/** For anybody: these check for themselves who asks. */
export function authRoutes(app: App, dependencies: Dependencies): void {
  signUpRoute(app, dependencies);
  confirmEmailRoute(app, dependencies);
  logInRoute(app, dependencies);
  refreshRoute(app, dependencies);
  forgotPasswordRoute(app, dependencies);
  resetPasswordRoute(app, dependencies);
}

/** For people who are logged in. */
export function ownAccountRoutes(app: App, dependencies: Dependencies): void {
  getMeRoute(app, dependencies);
  logOutRoute(app, dependencies);
  changePasswordRoute(app, dependencies);
}
