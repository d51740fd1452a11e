import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { getDialPolicyRoute } from './get-dial-policy.ts';
import { putDialPolicyRoute } from './put-dial-policy.ts';

export function dialPolicyRoutes(app: App, dependencies: Dependencies): void {
  getDialPolicyRoute(app, dependencies);
  putDialPolicyRoute(app, dependencies);
}
