import type { WebhookEndpointId } from '@parley/contracts';
import {
  type ClaimedDelivery,
  claimDeliveries,
  type DeliveryOutcome,
  publishOutbox,
  settleDelivery,
  signMessage,
  type Vault,
} from '@parley/core';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';
import type { ControlPlaneConfig } from '../config.ts';
import type { AddressGuard } from './address-guard.ts';
import { postWebhook } from './post-webhook.ts';

export interface DispatcherLimits {
  /** Deliveries under way at once, in all and to one endpoint. */
  atOnce: number;
  perEndpoint: number;
  /** Between two looks when there is nothing to do. */
  pollMs: number;
  /** For one delivery; a claim lasts longer, so that nobody else sends meanwhile. */
  timeoutMs: number;
  leaseMs: number;
  /** Before each further try. */
  retryMs: readonly number[];
}

const minute = 60_000;
const hour = 60 * minute;

/** Together a little more than 24 hours; so many that an endpoint which fails every other time misses nothing. */
const retryMs: readonly number[] = [
  ...[5_000, 10_000, 30_000],
  ...[1, 2, 5, 10, 15, 30, 45].map((minutes) => minutes * minute),
  ...[1, 1.5, 2, 2.5, 3, 3.5, 4, 5].map((hours) => hours * hour),
];

export const dispatcherLimits: DispatcherLimits = {
  atOnce: 40,
  perEndpoint: 10,
  pollMs: 1_000,
  timeoutMs: 15_000,
  leaseMs: 60_000,
  retryMs,
};

/** As the operator wants it; what is left out stays as it is. */
export const limitsOf = ({
  webhookTimeoutMs: timeoutMs,
  webhookRetrySeconds: seconds,
}: Pick<ControlPlaneConfig, 'webhookTimeoutMs' | 'webhookRetrySeconds'>): DispatcherLimits => ({
  ...dispatcherLimits,
  timeoutMs,
  leaseMs: 4 * timeoutMs,
  retryMs: seconds.length > 0 ? seconds.map((one) => one * 1_000) : retryMs,
});

export interface DispatcherContext {
  db: Database;
  vault: Vault;
  auditKey: Uint8Array;
  clock: Clock;
  log: Logger;
  mayReach: AddressGuard;
  limits: DispatcherLimits;
}

const unsigned: DeliveryOutcome = {
  delivered: false,
  status: null,
  error: 'The signing secret cannot be opened with the master keys that are set. Rotate it.',
};

/**
 * Tells endpoints what happened, each message at least once. Any number of processes may run one; what a process had
 * claimed when it died is sent again when its lease is over.
 */
export class WebhookDispatcher {
  readonly #context: DispatcherContext;
  readonly #underWay = new Map<WebhookEndpointId, number>();
  readonly #sending = new Set<Promise<void>>();
  #turn: Promise<void> = Promise.resolve();
  #callOff = () => {};
  #stopped = false;
  #waitsForHand = false;
  #freed = 0;

  constructor(context: DispatcherContext) {
    this.#context = context;
  }

  start(): void {
    this.#turn = this.#run();
  }

  /** Takes on nothing more, and waits for what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#callOff();
    await this.#turn;
    await Promise.all(this.#sending);
  }

  async #run(): Promise<void> {
    if (this.#stopped) return;
    const { clock, limits, log } = this.#context;
    let more = false;
    const freedBefore = this.#freed;
    try {
      more = await this.#look();
    } catch (error) {
      log.error({ err: error }, 'webhooks not looked after');
    }
    if (this.#stopped) return;
    // Where all hands are full, whoever gets free looks on; one that got free meanwhile has nobody to tell.
    const full = this.#sending.size >= limits.atOnce;
    const freed = this.#freed > freedBefore;
    this.#waitsForHand = !freed;
    this.#callOff = clock.after((more && !full) || freed ? 0 : limits.pollMs, () => this.#runNow());
  }

  #runNow(): void {
    this.#callOff();
    this.#waitsForHand = false;
    this.#turn = this.#run();
  }

  /** @returns whether there may be more to do at once. */
  async #look(): Promise<boolean> {
    const { db, vault, clock, limits } = this.#context;
    const published = await publishOutbox({ db, now: new Date(clock.now()) });
    const free = limits.atOnce - this.#sending.size;
    if (free <= 0) return false;
    const claimed = await claimDeliveries({
      db,
      vault,
      now: new Date(clock.now()),
      limit: free,
      underWay: this.#underWay,
      perEndpoint: limits.perEndpoint,
      leaseMs: limits.leaseMs,
    });
    for (const delivery of claimed) this.#begin(delivery);
    return published + claimed.length > 0;
  }

  #begin(delivery: ClaimedDelivery): void {
    const { endpointId } = delivery;
    this.#underWay.set(endpointId, (this.#underWay.get(endpointId) ?? 0) + 1);
    const sending = this.#deliver(delivery)
      .catch((error: unknown) => this.#context.log.error({ err: error, endpointId }, 'delivery not settled'))
      .finally(() => {
        this.#sending.delete(sending);
        this.#freed += 1;
        const left = (this.#underWay.get(endpointId) ?? 1) - 1;
        if (left > 0) this.#underWay.set(endpointId, left);
        else this.#underWay.delete(endpointId);
        if (this.#waitsForHand && !this.#stopped) this.#runNow();
      });
    this.#sending.add(sending);
  }

  async #deliver(delivery: ClaimedDelivery): Promise<void> {
    const { db, auditKey, clock, limits, log } = this.#context;
    const { messageId, endpointId, tenantId, attempt } = delivery;
    const outcome = delivery.secrets.length > 0 ? await this.#post(delivery) : unsigned;
    if (!outcome.delivered) {
      log.warn({ tenantId, endpointId, messageId, attempt, status: outcome.status }, 'webhook not delivered');
    }
    const { retryMs } = limits;
    await settleDelivery({ db, auditKey, now: new Date(clock.now()), delivery, outcome, retryMs });
  }

  #post(delivery: ClaimedDelivery): Promise<DeliveryOutcome> {
    const { clock, limits, mayReach } = this.#context;
    const { messageId } = delivery;
    const body = JSON.stringify(delivery.message);
    const timestamp = Math.floor(clock.now() / 1000);
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Parley-Webhooks/1',
      'webhook-id': messageId,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signMessage({ messageId, timestamp, body }, delivery.secrets),
    };
    const { timeoutMs } = limits;
    return postWebhook({ url: delivery.url, headers, body, mayReach, timeoutMs });
  }
}
