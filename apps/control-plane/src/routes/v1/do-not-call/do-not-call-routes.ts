import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { acceptCsv } from '../csv/accept-csv.ts';
import { addDoNotCallRoute } from './add-do-not-call.ts';
import { exportDoNotCallRoute } from './export-do-not-call.ts';
import { importDoNotCallRoute } from './import-do-not-call.ts';
import { listDoNotCallRoute } from './list-do-not-call.ts';
import { lookUpDoNotCallRoute } from './look-up-do-not-call.ts';
import { removeDoNotCallRoute } from './remove-do-not-call.ts';

export function doNotCallRoutes(app: App, dependencies: Dependencies): void {
  listDoNotCallRoute(app, dependencies);
  addDoNotCallRoute(app, dependencies);
  lookUpDoNotCallRoute(app, dependencies);
  removeDoNotCallRoute(app, dependencies);
  exportDoNotCallRoute(app, dependencies);
  app.register(async (child: App) => {
    acceptCsv(child);
    importDoNotCallRoute(child, dependencies);
  });
}
