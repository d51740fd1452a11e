import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { closeCallRoute } from './close-call.ts';
import { getCallRoute } from './get-call.ts';
import { hangUpCallRoute } from './hang-up-call.ts';
import { listCallsRoute } from './list-calls.ts';
import { listDialsRoute } from './list-dials.ts';
import { requestCallRoute } from './request-call.ts';
import { requeueCallRoute } from './requeue-call.ts';
import { transferCallRoute } from './transfer-call.ts';

export function callRoutes(app: App, dependencies: Dependencies): void {
  requestCallRoute(app, dependencies);
  listCallsRoute(app, dependencies);
  getCallRoute(app, dependencies);
  listDialsRoute(app, dependencies);
  hangUpCallRoute(app, dependencies);
  transferCallRoute(app, dependencies);
  requeueCallRoute(app, dependencies);
  closeCallRoute(app, dependencies);
}
