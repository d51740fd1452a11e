import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { getCallRoute } from './get-call.ts';
import { listCallsRoute } from './list-calls.ts';

export function callRoutes(app: App, dependencies: Dependencies): void {
  listCallsRoute(app, dependencies);
  getCallRoute(app, dependencies);
}
