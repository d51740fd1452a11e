import type { Dependencies } from '../dependencies.ts';
import type { App } from './app-type.ts';
import { logInRoute } from './auth/log-in.ts';
import { healthRoute } from './health/check-health.ts';
import { describeApiRoute } from './health/describe-api.ts';
import { metricsRoute } from './health/get-metrics.ts';
import { receiveWebhookRoute } from './livekit/receive-webhook.ts';
import { twilioRoutes } from './twilio/twilio-routes.ts';

/** For anybody: what these show is no secret, or they check for themselves who asks. */
export async function publicRoutes(app: App, dependencies: Dependencies): Promise<void> {
  healthRoute(app, dependencies);
  metricsRoute(app, dependencies);
  describeApiRoute(app);
  logInRoute(app, dependencies);
  await app.register(async (child: App) => receiveWebhookRoute(child, dependencies));
  await app.register(async (child: App) => twilioRoutes(child, dependencies));
}
