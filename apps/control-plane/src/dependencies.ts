import { join } from 'node:path';
import {
  type AccountContext,
  type Carrier,
  type DocumentReader,
  deriveAuditKey,
  type LanguageModel,
  type Mailer,
  type ProviderAccess,
  type RecordingStore,
  type ServiceContext,
  type Vault,
} from '@parley/core';
import { type DatabaseHandle, openDatabase } from '@parley/db';
import type { Logger } from '@parley/observability';
import {
  createDial,
  createRefer,
  createRoomControl,
  createSipSync,
  createTwilioCalls,
  createTwilioCarrier,
  type Dial,
  type LiveKitSettings,
  type Refer,
  type RoomControl,
  type SipSync,
} from '@parley/telephony';
import type { FastifyRequest } from 'fastify';
import { AnalysisJob } from './analyses/analysis-job.ts';
import type { AnalysisLimits } from './analyses/analysis-limits.ts';
import { Afterwards } from './auth/afterwards.ts';
import { createThrottles, type Throttles } from './auth/throttles.ts';
import { issueWorkerToken } from './auth/worker-token.ts';
import { type Clock, systemClock } from './clock.ts';
import type { ControlPlaneConfig } from './config.ts';
import { createDocumentReader } from './documents/create-document-reader.ts';
import {
  type Embeddings,
  type EmbeddingsContext,
  provideEmbeddings,
} from './embeddings/provide-embeddings.ts';
import { SessionSupervisor } from './jobs/session-supervisor.ts';
import { type SupervisionTimings, supervisionTimings } from './jobs/supervision-timings.ts';
import { createMailer } from './mail/create-mailer.ts';
import { actorOf } from './plugins/request-actor.ts';
import { priceTableOf } from './price-table-of.ts';
import { createLanguageModel } from './providers/create-language-model.ts';
import { createProviderAccess } from './providers/create-provider-access.ts';
import { type RealtimeLimits, realtimeLimits } from './realtime/limits.ts';
import { SessionHub } from './realtime/session-hub.ts';
import { createDirectoryStore } from './recordings/directory-store.ts';
import { createVault } from './secrets/create-vault.ts';
import { createMetrics, type Metrics } from './telemetry/create-metrics.ts';
import { Dialer } from './telephone/dialer.ts';
import { dialerTimings } from './telephone/dialer-context.ts';
import { platformLimitsOf } from './telephone/platform-limits-of.ts';
import { transferTimings } from './telephone/transfers/transfer-context.ts';
import { Transfers } from './telephone/transfers/transfers.ts';
import { TrunkSync } from './telephone/trunk-sync.ts';
import { StreamDials } from './telephone/twilio/stream-dials.ts';
import { createAddressGuard } from './webhooks/address-guard.ts';
import { limitsOf, WebhookDispatcher } from './webhooks/webhook-dispatcher.ts';

/** Everything that routes and jobs work with, made once. */
export interface Dependencies {
  config: ControlPlaneConfig;
  /** Signs the tenants' audit logs. */
  auditKey: Uint8Array;
  /** Seals the tenants' secrets. */
  vault: Vault;
  log: Logger;
  clock: Clock;
  database: DatabaseHandle;
  livekit: LiveKitSettings;
  rooms: RoomControl;
  hub: SessionHub;
  /** For Prometheus. */
  metrics: Metrics;
  limits: RealtimeLimits;
  supervisor: SessionSupervisor;
  webhooks: WebhookDispatcher;
  /** After each call. */
  analyses: AnalysisJob;
  trunkSync: TrunkSync;
  dialer: Dialer;
  /** Sells numbers, and connects them. */
  carrier: Carrier;
  /** Calls out by Twilio’s API. */
  streamDials: StreamDials;
  transfers: Transfers;
  mailer: Mailer;
  documentReader: DocumentReader;
  /** Left out where there is no provider, or no pgvector. */
  embeddings?: Embeddings | undefined;
  providers: ProviderAccess;
  /** Keeps the audio of recordings. */
  recordings: RecordingStore;
  throttles: Throttles;
  afterwards: Afterwards;
  /** For a verb that carries out an authenticated request. */
  contextOf(request: FastifyRequest): ServiceContext;
  /** For what is done for somebody who is not authenticated. */
  accountContextOf(request: FastifyRequest): AccountContext;
}

/** What a test may put in the place of the real thing. */
export interface Replacements {
  clock?: Clock;
  database?: DatabaseHandle;
  rooms?: RoomControl;
  sipSync?: SipSync;
  dial?: Dial;
  refer?: Refer;
  limits?: RealtimeLimits;
  mailer?: Mailer;
  documentReader?: DocumentReader;
  embeddingLimits?: EmbeddingsContext['limits'];
  providers?: ProviderAccess;
  languageModel?: LanguageModel;
  analysisLimits?: AnalysisLimits;
  recordings?: RecordingStore;
  timings?: SupervisionTimings;
}

/** The composition root. Opens the database; everything else is only wired. */
export async function createDependencies(
  config: ControlPlaneConfig,
  log: Logger,
  replacements: Replacements = {},
): Promise<Dependencies> {
  const { clock = systemClock, limits = realtimeLimits, timings = supervisionTimings } = replacements;
  const livekit = {
    url: config.livekitUrl,
    apiKey: config.livekitApiKey,
    apiSecret: config.livekitApiSecret,
  };
  const rooms = replacements.rooms ?? createRoomControl(livekit);
  const database =
    replacements.database ??
    (await openDatabase({
      url: config.databaseUrl,
      ownerUrl: config.databaseOwnerUrl,
      dataDir: config.dataDir,
    }));
  const auditKey = deriveAuditKey(config.secret);
  const vault = createVault(config);
  const { db } = database;
  const metrics = createMetrics({ db, log });
  const hub = new SessionHub(clock, metrics.observe);
  const supervisor = new SessionSupervisor({
    db,
    auditKey,
    rooms,
    hub,
    clock,
    timings,
    log,
    agentName: config.agentName,
    issueWorkerToken: (claims) => issueWorkerToken(claims, { secret: config.secret, now: clock.now() }),
  });
  const webhooks = new WebhookDispatcher({
    db,
    vault,
    auditKey,
    clock,
    log,
    mayReach: createAddressGuard(config.webhookAllowedNetworks),
    limits: limitsOf(config),
  });
  const analyses = new AnalysisJob({
    db,
    vault,
    auditKey,
    clock,
    log,
    model: replacements.languageModel ?? createLanguageModel(config),
    usualModel: config.analysisModel,
    enabled: config.analysis,
    limits: replacements.analysisLimits,
  });
  const sip = { ...livekit, url: config.sipApiUrl ?? config.livekitUrl };
  const trunkSync = new TrunkSync({
    db,
    vault,
    sync: replacements.sipSync ?? createSipSync(sip),
    clock,
    log,
  });
  const twilio = { apiUrl: config.twilioApiUrl, trunkingUrl: config.twilioTrunkingUrl };
  const calls = createTwilioCalls(twilio);
  const streamDials = new StreamDials({ database, vault, config, log, livekit, clock, calls });
  const platformLimits = platformLimitsOf(config);
  const prices = priceTableOf(config);
  const dial = replacements.dial ?? createDial(sip);
  const transfers = new Transfers({
    db,
    auditKey,
    rooms,
    hub,
    supervisor,
    dial,
    refer: replacements.refer ?? createRefer(sip),
    clock,
    log,
    timings: transferTimings,
  });
  const dialer = new Dialer({
    db,
    auditKey,
    rooms,
    supervisor,
    dial,
    streamDials,
    clock,
    log,
    limits: platformLimits,
    timings: dialerTimings,
  });
  const accountContextOf = (request: FastifyRequest): AccountContext => ({
    db,
    now: () => new Date(clock.now()),
    auditKey,
    origin: { address: request.ip, requestId: request.id },
  });
  const contextOf = (request: FastifyRequest): ServiceContext => ({
    ...accountContextOf(request),
    rates: platformLimits.rates,
    prices,
    actor: actorOf(request),
  });
  return {
    config,
    auditKey,
    vault,
    log,
    clock,
    database,
    livekit,
    rooms,
    hub,
    metrics,
    limits,
    supervisor,
    webhooks,
    analyses,
    trunkSync,
    dialer,
    carrier: createTwilioCarrier(twilio),
    streamDials,
    transfers,
    mailer: replacements.mailer ?? createMailer(config, log),
    documentReader: replacements.documentReader ?? createDocumentReader(),
    embeddings: await provideEmbeddings(config, { db, clock, log, limits: replacements.embeddingLimits }),
    providers: replacements.providers ?? createProviderAccess(config),
    recordings:
      replacements.recordings ??
      createDirectoryStore(config.recordingsDir ?? join(config.dataDir, 'recordings')),
    throttles: createThrottles(clock),
    afterwards: new Afterwards(log),
    contextOf,
    accountContextOf,
  };
}
