import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { acceptCsv } from '../csv/accept-csv.ts';
import { addConsentRoute } from './add-consent.ts';
import { importConsentsRoute } from './import-consents.ts';
import { listConsentsRoute } from './list-consents.ts';
import { revokeConsentRoute } from './revoke-consent.ts';

export function consentRoutes(app: App, dependencies: Dependencies): void {
  listConsentsRoute(app, dependencies);
  addConsentRoute(app, dependencies);
  revokeConsentRoute(app, dependencies);
  app.register(async (child: App) => {
    acceptCsv(child);
    importConsentsRoute(child, dependencies);
  });
}
