import { randomUUID } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Levels, LoggerFactory, Timers } from 'sip.js/lib/core/index.js';
import { ReceivedInvite } from './call/inbound-invite.ts';
import { OutboundCall } from './call/outbound-call.ts';
import { SipCall, type Wire } from './call/sip-call.ts';
import { Nonces } from './digest/nonces.ts';
import { FrontDoor } from './guard/front-door.ts';
import { type MessageHead, readHead } from './message/read-head.ts';
import { statelessReply } from './message/stateless-reply.ts';
import { viaDestination } from './message/via.ts';
import { Retransmissions } from './transport/retransmissions.ts';
import { openSipSockets } from './transport/sip-sockets.ts';
import type { TcpConnection } from './transport/tcp-connection.ts';
import type {
  OutboundInvite,
  SipEndpoint,
  SipEndpointOptions,
  SipLimits,
  SipSource,
  SourceTrust,
} from './types.ts';
import { useSipTimers } from './use-sip-timers.ts';

const defaultLimits: SipLimits = {
  maxMessageBytes: 16_384,
  invitesPerSecond: 30,
  inviteBurst: 60,
  maxCalls: 1_000,
  maxConnections: 200,
  badAttempts: 10,
  banMs: 10 * 60_000,
  minSessionExpiresS: 90,
};

/**
 * A user agent on one address, for UDP and TCP, that takes calls and makes them.
 * @param openSockets another network, for tests.
 */
export async function openSipEndpoint(
  options: SipEndpointOptions,
  openSockets: typeof openSipSockets = openSipSockets,
): Promise<SipEndpoint> {
  const { log, realm = 'parley' } = options;
  if (Timers.TIMER_J === 0) useSipTimers();
  const limits = { ...defaultLimits, ...options.limits };
  const judgeSource = options.judgeSource ?? ((): SourceTrust => 'trusted');
  const nonces = new Nonces();
  const calls = new Map<string, SipCall>();
  const retransmissions = new Retransmissions();
  let closed: Promise<void> | undefined;

  const door = new FrontDoor({
    limits,
    judgeSource,
    onBan: ({ address }) => log.warn({ address, banMs: limits.banMs }, 'a SIP source is banned'),
  });
  const sockets = await openSockets({
    ...limits,
    host: options.host,
    port: options.port,
    onMessage: receive,
    onOversized: (source) => door.oversized(source),
    admits: (source) => !door.isBanned(source),
  });
  const host = options.advertisedHost ?? options.host;
  const wire: Wire = {
    sockets,
    retransmissions,
    loggerFactory: silentLoggers(),
    reachableAt: { host: isIPv6(host) ? `[${host}]` : host, port: sockets.port },
    minSessionExpiresS: limits.minSessionExpiresS,
    log,
  };

  function receive(text: string, source: SipSource, connection?: TcpConnection) {
    door.stats.received += 1;
    const head = readHead(text);
    const call = head && calls.get(head.callId);
    // A ban does not cut off a call that runs.
    if (!call && door.isBanned(source)) return;
    if (!head) return door.malformed(source);
    try {
      if (call) receiveInCall(call, head, source, connection);
      else if (head.method) receiveNew(head, source, connection);
    } catch (error) {
      door.malformed(source);
      // Of calls it is worth a look; of anybody's packets it would fill the log.
      log[call ? 'warn' : 'debug']({ err: error, callId: head.callId }, 'a SIP message could not be served');
    }
  }

  function receiveInCall(call: SipCall, head: MessageHead, source: SipSource, connection?: TcpConnection) {
    const stranger =
      head.method && source.address !== call.source?.address && judgeSource(source) === 'refused';
    if (stranger) return reply(head, source, { status: 403 }, connection);
    if (!call.receive(head, source, connection)) door.malformed(source);
  }

  function receiveNew(head: MessageHead, source: SipSource, connection?: TcpConnection) {
    const judged = door.judge(head, source, calls.size);
    if (!('trust' in judged)) return reply(head, source, judged, connection);
    if (closed) return reply(head, source, { status: 503 }, connection);
    const call: SipCall = openCall({
      callId: head.callId,
      protocol: source.protocol,
      onInvite: (request, calledUser) => {
        const invite = new ReceivedInvite({
          call,
          request,
          calledUser,
          source: call.source ?? source,
          trust: judged.trust,
          realm,
          nonces,
          countBadAttempt: (from) => door.countBadAttempt(from),
        });
        log.debug({ callId: call.callId, protocol: source.protocol }, 'INVITE received');
        try {
          options.onInvite(invite);
        } catch (error) {
          log.error({ err: error, callId: call.callId }, 'an INVITE could not be served');
          invite.reject(500);
        }
      },
    });
    // Kept on only by what comes of it: a message that the core turns away leaves nothing behind.
    call.release(10 * Timers.T1);
    if (call.receive(head, source, connection)) return;
    call.dispose();
    door.malformed(source);
  }

  function openCall(callOptions: Omit<ConstructorParameters<typeof SipCall>[1], 'onReleased'>) {
    const call = new SipCall(wire, { ...callOptions, onReleased: () => calls.delete(call.callId) });
    calls.set(call.callId, call);
    return call;
  }

  function reply(
    head: MessageHead,
    source: SipSource,
    answer: { status: number; headers?: string[] },
    connection?: TcpConnection,
  ) {
    if (answer.status === 0) return;
    const text = statelessReply(head, source, answer);
    const to = viaDestination(/^Via: (.*)$/m.exec(text)?.[1] ?? '');
    const sent = connection ? connection.send(text) : to && sockets.sendUdp(text, to);
    sent?.catch(() => {});
  }

  async function close() {
    const hungUp = [...calls.values()].map((call) => call.hangUp?.());
    // A moment for the answers to our BYEs, and for the last repetition of what we say.
    await Promise.race([Promise.all(hungUp), delay(2 * Timers.T1)]);
    await delay(20);
    for (const call of calls.values()) call.dispose();
    retransmissions.close();
    await sockets.close();
  }

  return {
    host: options.host,
    port: sockets.port,
    nonces,
    countBadAttempt: (source) => door.countBadAttempt(source),
    stats: () => ({ ...door.stats, calls: calls.size, connections: sockets.connections }),
    call(invite: OutboundInvite) {
      const callId = invite.callId ?? randomUUID();
      if (calls.has(callId)) throw new TypeError(`There is a call with the id ${callId}`);
      const protocol = invite.to.protocol ?? 'UDP';
      const call = openCall({ callId, protocol, credentials: invite.credentials });
      try {
        return new OutboundCall(call, invite);
      } catch (error) {
        call.dispose();
        throw error;
      }
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** sip.js writes callers' numbers into its messages. */
function silentLoggers() {
  const loggers = new LoggerFactory();
  loggers.builtinEnabled = false;
  loggers.level = Levels.error;
  return loggers;
}
