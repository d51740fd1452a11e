import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { searchAvailableNumbersRoute } from './search-available-numbers.ts';
import { setUpTwilioTrunkRoute } from './set-up-twilio-trunk.ts';

export function carrierRoutes(app: App, dependencies: Dependencies): void {
  searchAvailableNumbersRoute(app, dependencies);
  setUpTwilioTrunkRoute(app, dependencies);
}
