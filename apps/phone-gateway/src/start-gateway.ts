import { join } from 'node:path';
import type { Logger } from '@parley/observability';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { RoomServiceClient } from 'livekit-server-sdk';
import { dispatchRuleMethods } from './api/methods/dispatch-rule-methods.ts';
import { eitherTrunkMethods } from './api/methods/either-trunk-methods.ts';
import { inboundTrunkMethods } from './api/methods/inbound-trunk-methods.ts';
import { outboundTrunkMethods } from './api/methods/outbound-trunk-methods.ts';
import { participantMethods } from './api/methods/participant-methods.ts';
import { registerTwirpRoutes } from './api/twirp-routes.ts';
import { createCallList } from './calls/call-list.ts';
import type { GatewayContext } from './calls/gateway-context.ts';
import { takeCall } from './calls/inbound/take-call.ts';
import { checkExposure } from './check-exposure.ts';
import type { GatewayConfig } from './config.ts';
import { createSourceJudge } from './judge-source.ts';
import { clearEarlierCallers } from './room/clear-earlier-callers.ts';
import { openSipEndpoint } from './sip/sip-endpoint.ts';
import type { SipEndpoint } from './sip/types.ts';
import { openSipStore } from './store/open-sip-store.ts';
import { readBridgeId } from './store/read-bridge-id.ts';
import { registerStreamRoutes } from './stream/stream-routes.ts';

export interface Gateway {
  /** Of the SIP API and /health. */
  url: string;
  /** Where telephones call: another port than asked for, when that was busy. */
  sip: { host: string; port: number };
  /** Refuses new calls, ends the running ones after a grace, and lets go of everything. */
  stop(): Promise<void>;
}

/** @throws ConfigError | StoreError what the operator can put right */
export async function startGateway(config: GatewayConfig, log: Logger): Promise<Gateway> {
  const store = await openSipStore(join(config.dataDir, 'sip.json'));
  const bridgeId = await readBridgeId(join(config.dataDir, 'phone-gateway.id'));
  checkExposure(config, store.records);
  const { livekitUrl: url, livekitApiKey: apiKey, livekitApiSecret: apiSecret } = config;
  const calls = createCallList({ maxCalls: config.maxCalls, log });
  let endpoint: SipEndpoint | undefined;
  const sip = (): SipEndpoint => {
    if (!endpoint) throw new Error('SIP is not listening yet');
    return endpoint;
  };
  const context: GatewayContext = {
    store,
    calls,
    log,
    bridgeId,
    livekit: { url, apiKey, apiSecret },
    mediaHost: config.sipHost,
    advertisedHost: config.sipAdvertisedHost,
    mediaTimeoutMs: config.mediaTimeoutS * 1000,
    sip,
  };
  const app = Fastify({
    // Requests are not told one by one; what fails is.
    loggerInstance: log.child({}, { level: log.level === 'silent' ? 'silent' : 'warn' }) as FastifyBaseLogger,
    bodyLimit: 1024 * 1024,
  });
  const rooms = new RoomServiceClient(url.replace(/^ws/, 'http'), apiKey, apiSecret);
  const methods = [
    ...inboundTrunkMethods(store),
    ...outboundTrunkMethods(store),
    ...eitherTrunkMethods(store),
    ...dispatchRuleMethods(store),
    ...participantMethods(context, rooms),
  ];
  registerTwirpRoutes(app, methods, { key: apiKey, secret: apiSecret });
  await registerStreamRoutes(app, context);
  app.get('/health', async () => ({
    status: calls.stopping ? 'stopping' : 'ok',
    calls: calls.stats(),
    sip: { host: sip().host, port: sip().port, ...sip().stats() },
  }));

  const stopping = new AbortController();
  void clearEarlierCallers(rooms, {
    bridgeId,
    isCurrent: (room, identity) => calls.isPresent(room, identity),
    log,
    signal: stopping.signal,
  });
  endpoint = await openSipEndpoint({
    host: config.sipHost,
    port: config.sipPort,
    ...(config.sipAdvertisedHost && { advertisedHost: config.sipAdvertisedHost }),
    log,
    judgeSource: createSourceJudge(config, store),
    onInvite: (invite) => takeCall(context, invite),
  });
  let address: string;
  try {
    address = await app.listen({
      host: config.host,
      port: config.port,
      listenTextResolver: () => 'listening',
    });
  } catch (error) {
    await endpoint.close();
    throw error;
  }
  return {
    url: address,
    sip: { host: endpoint.host, port: endpoint.port },
    async stop() {
      stopping.abort();
      await calls.stop(config.drainS * 1000);
      await app.close();
      await endpoint.close();
    },
  };
}
