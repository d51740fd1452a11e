import type { Dependencies } from '../../../dependencies.ts';
import type { App } from '../../app-type.ts';
import { createEndpointRoute } from './create-endpoint.ts';
import { deleteEndpointRoute } from './delete-endpoint.ts';
import { getEndpointRoute } from './get-endpoint.ts';
import { listDeliveriesRoute } from './list-deliveries.ts';
import { listEndpointsRoute } from './list-endpoints.ts';
import { redeliverRoute } from './redeliver.ts';
import { rotateSecretRoute } from './rotate-secret.ts';
import { sendTestEventRoute } from './send-test-event.ts';
import { updateEndpointRoute } from './update-endpoint.ts';

export function webhookRoutes(app: App, dependencies: Dependencies): void {
  listEndpointsRoute(app, dependencies);
  createEndpointRoute(app, dependencies);
  getEndpointRoute(app, dependencies);
  updateEndpointRoute(app, dependencies);
  deleteEndpointRoute(app, dependencies);
  rotateSecretRoute(app, dependencies);
  sendTestEventRoute(app, dependencies);
  listDeliveriesRoute(app, dependencies);
  redeliverRoute(app, dependencies);
}
