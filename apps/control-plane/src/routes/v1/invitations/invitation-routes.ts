import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { createInvitationRoute } from './create-invitation.ts';
import { listInvitationsRoute } from './list-invitations.ts';
import { revokeInvitationRoute } from './revoke-invitation.ts';

export function invitationRoutes(app: App, dependencies: Dependencies): void {
  createInvitationRoute(app, dependencies);
  listInvitationsRoute(app, dependencies);
  revokeInvitationRoute(app, dependencies);
}
