import { randomUUID } from 'node:crypto';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Dependencies } from './dependencies.ts';
import { acceptJsonOnly } from './plugins/accept-json-only.ts';
import { answerBrokenRequest } from './plugins/answer-broken-request.ts';
import { letPagesCall } from './plugins/cors.ts';
import { describeApi } from './plugins/describe-api.ts';
import { endUnroutedUpgrade, guardUpgrades, isSocketUpgrade } from './plugins/guard-upgrades.ts';
import { limitRate } from './plugins/limit-rate.ts';
import { RequestLines, requestLog } from './plugins/log-requests.ts';
import { refuseUnknownRoutes } from './plugins/refuse-unknown-routes.ts';
import { refuseWhileStopping } from './plugins/refuse-while-stopping.ts';
import { decorateWithActor } from './plugins/request-actor.ts';
import { decorateWithRoute } from './plugins/route-of.ts';
import { bareSecureHeaders, pageHeadersFor, secureHeaders } from './plugins/secure-headers.ts';
import { sendErrorAsProblem } from './plugins/send-problem.ts';
import { serverTimeouts, timeoutOptions } from './plugins/server-timeouts.ts';
import { publicUrlOf } from './public-url-of.ts';
import type { App } from './routes/app-type.ts';
import { exploreApi } from './routes/docs/explore-api.ts';
import { publicRoutes } from './routes/public-routes.ts';
import { serveWebApp } from './routes/serve-web-app.ts';
import { socketRoutes, tenantRoutes } from './routes/tenant-routes.ts';
import { authRoutes } from './routes/v1/auth/auth-routes.ts';
import { acceptInvitationRoute } from './routes/v1/invitations/accept-invitation.ts';
import { v1Routes } from './routes/v1/v1-routes.ts';
import { workerRoutes } from './routes/worker-routes.ts';

export const bodyLimit = 64 * 1024;
const maxSocketMessage = 256 * 1024;

/** The whole HTTP and WebSocket surface. Which child plugin a route is in says who may ask. */
export async function buildApp(dependencies: Dependencies, timeouts = serverTimeouts): Promise<App> {
  const { config, log } = dependencies;
  const app: App = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new RequestLines(log as FastifyBaseLogger),
    bodyLimit,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    ...timeoutOptions(timeouts, { shouldUpgradeCallback: isSocketUpgrade, optimizeEmptyRequests: true }),
    clientErrorHandler: answerBrokenRequest,
    return503OnClosing: false,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => {
      endUnroutedUpgrade(request, reply);
      reply.headers(bareSecureHeaders);
      return sendErrorAsProblem(error, request, reply);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setChildLoggerFactory(requestLog);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendErrorAsProblem);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  acceptJsonOnly(app);
  decorateWithActor(app);
  decorateWithRoute(app);

  // First what every answer has, then what may refuse.
  secureHeaders(app, { publicUrl: publicUrlOf(config) });
  const pageHeaders = pageHeadersFor(config.livekitPublicUrl ?? config.livekitUrl);
  await letPagesCall(app, config.corsOrigins);
  refuseWhileStopping(app);
  await app.register(websocket, { options: { maxPayload: maxSocketMessage } });
  // After it: what it has not seen, it does not close.
  limitRate(app, {
    perAddress: config.rateLimitPerAddress,
    perKey: config.rateLimitPerKey,
    perTenant: config.rateLimitPerTenant,
  });
  guardUpgrades(app);
  const unknownRoutes = refuseUnknownRoutes(app);
  await describeApi(app, { url: publicUrlOf(config) });

  await app.register(async (child: App) => publicRoutes(child, dependencies));
  await app.register(async (child: App) => tenantRoutes(child, dependencies));
  await app.register(async (child: App) => authRoutes(child, dependencies), { prefix: '/api/v1' });
  await app.register(async (child: App) => acceptInvitationRoute(child, dependencies), { prefix: '/api/v1' });
  await app.register(async (child: App) => v1Routes(child, dependencies), { prefix: '/api/v1' });
  await app.register(async (child: App) => socketRoutes(child, dependencies));
  await app.register(async (child: App) => workerRoutes(child, dependencies));
  await app.register(async (child: App) => exploreApi(child, pageHeaders));
  unknownRoutes.fallBackTo(await serveWebApp(app, { webDir: config.webDir, pageHeaders }));
  return app;
}
