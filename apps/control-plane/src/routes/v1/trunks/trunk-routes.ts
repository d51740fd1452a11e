import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { createTrunkRoute } from './create-trunk.ts';
import { deleteTrunkRoute } from './delete-trunk.ts';
import { getTrunkRoute } from './get-trunk.ts';
import { listTrunksRoute } from './list-trunks.ts';
import { updateTrunkRoute } from './update-trunk.ts';

export function trunkRoutes(app: App, dependencies: Dependencies): void {
  listTrunksRoute(app, dependencies);
  createTrunkRoute(app, dependencies);
  getTrunkRoute(app, dependencies);
  updateTrunkRoute(app, dependencies);
  deleteTrunkRoute(app, dependencies);
}
