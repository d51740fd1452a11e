import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { acceptCsv } from '../csv/accept-csv.ts';
import { createCampaignRoute } from './create-campaign.ts';
import { deleteCampaignRoute } from './delete-campaign.ts';
import { exportContactsRoute } from './export-contacts.ts';
import { getCampaignRoute } from './get-campaign.ts';
import { getContactRoute } from './get-contact.ts';
import { getProgressRoute } from './get-progress.ts';
import { importContactsRoute } from './import-contacts.ts';
import { listCampaignsRoute } from './list-campaigns.ts';
import { listContactsRoute } from './list-contacts.ts';
import { moveCampaignRoutes } from './move-campaign.ts';
import { updateCampaignRoute } from './update-campaign.ts';

export function campaignRoutes(app: App, dependencies: Dependencies): void {
  createCampaignRoute(app, dependencies);
  listCampaignsRoute(app, dependencies);
  getCampaignRoute(app, dependencies);
  updateCampaignRoute(app, dependencies);
  deleteCampaignRoute(app, dependencies);
  moveCampaignRoutes(app, dependencies);
  getProgressRoute(app, dependencies);
  listContactsRoute(app, dependencies);
  exportContactsRoute(app, dependencies);
  getContactRoute(app, dependencies);
  app.register(async (child: App) => {
    acceptCsv(child);
    importContactsRoute(child, dependencies);
  });
}
