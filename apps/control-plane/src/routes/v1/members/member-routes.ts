import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { changeRoleRoute } from './change-role.ts';
import { getMemberRoute } from './get-member.ts';
import { listMembersRoute } from './list-members.ts';
import { removeMemberRoute } from './remove-member.ts';

export function memberRoutes(app: App, dependencies: Dependencies): void {
  changeRoleRoute(app, dependencies);
  getMemberRoute(app, dependencies);
  listMembersRoute(app, dependencies);
  removeMemberRoute(app, dependencies);
}
