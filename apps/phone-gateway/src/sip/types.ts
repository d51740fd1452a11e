import type { Logger } from '@parley/observability';
import type { Nonces } from './digest/nonces.ts';

export type SipProtocol = 'UDP' | 'TCP';

/** Where a message came from. */
export interface SipSource {
  readonly address: string;
  readonly port: number;
  readonly protocol: SipProtocol;
}

/**
 * What a source may do before it has said who it is. `trusted`: everything, never banned. `stranger`: may try, for
 * example with a password; too many bad attempts ban it. `refused`: is answered 403 without any state, and counted.
 */
export type SourceTrust = 'trusted' | 'stranger' | 'refused';

export interface SipEndpointOptions {
  /** Address to listen on; its family is the endpoint's only one. */
  host: string;
  /** 0 for any; the next free one when it is busy. */
  port: number;
  /** What peers are told to answer to, when it is not `host`: needed on 0.0.0.0. */
  advertisedHost?: string;
  log: Logger;
  onInvite(invite: InboundInvite): void;
  /** Left out: every source is trusted. */
  judgeSource?(source: SipSource): SourceTrust;
  /** Realm of our challenges. */
  realm?: string;
  limits?: Partial<SipLimits>;
}

export interface SipLimits {
  /** Longer messages are dropped. */
  maxMessageBytes: number;
  /** New INVITEs of one source: a bucket of `inviteBurst`, filled at this rate. Beyond it: 503 with Retry-After. */
  invitesPerSecond: number;
  inviteBurst: number;
  /** Calls, running or just over, that are remembered at once. */
  maxCalls: number;
  maxConnections: number;
  /** Bad attempts of a stranger within a minute after which it is banned. */
  badAttempts: number;
  banMs: number;
  /** Shorter session timers are answered 422 (RFC 4028 wants at least 90). */
  minSessionExpiresS: number;
}

export interface SipEndpoint {
  readonly host: string;
  /** The port for UDP and TCP alike. */
  readonly port: number;
  /** Issued by `challenge()`, asked by `verifyDigest`. */
  readonly nonces: Nonces;
  /** Sends the INVITE at once. */
  call(invite: OutboundInvite): OutboundDialog;
  /** For what the endpoint cannot see itself: a wrong pin, for example. */
  countBadAttempt(source: SipSource): void;
  stats(): SipStats;
  /** Says BYE, CANCEL or 503 to what is open and releases the sockets. */
  close(): Promise<void>;
}

export interface SipStats {
  received: number;
  malformed: number;
  oversized: number;
  /** Dropped because their source is banned. */
  banned: number;
  bans: number;
  /** INVITEs answered with 503 by the limits. */
  limited: number;
  /** Calls whose state is held, those just over included. */
  calls: number;
  connections: number;
}

export interface SipParty {
  readonly user: string;
  readonly host: string;
  readonly displayName?: string;
}

export interface InboundInvite {
  readonly callId: string;
  readonly from: SipParty;
  /** Whom the Request-URI asks for. */
  readonly to: SipParty;
  readonly source: SipSource;
  readonly trust: SourceTrust;
  /** SDP; undefined when the offer is ours to make. */
  readonly offer: string | undefined;
  /** The Authorization header, for `verifyDigest`. */
  readonly authorization?: string;
  /** Settles when the caller gave up; CANCEL and INVITE have been answered then, and nothing is to be sent. */
  readonly cancelled: Promise<void>;
  header(name: string): string | undefined;
  /** All extension headers (X-…), names as they were written. */
  extensionHeaders(): Record<string, string>;
  trying(): void;
  ringing(): void;
  /** 401 with a fresh nonce. The repeated INVITE comes as a new InboundInvite with `authorization`. */
  challenge(options?: { stale?: boolean }): void;
  /** 200, repeated until ACK. @throws SipStateError when the call is over or answered. */
  accept(sdp: string, headers?: Record<string, string>): SipDialog;
  /** No-op when the call is over. */
  reject(status: number, options?: { reason?: string; headers?: Record<string, string> }): void;
}

/** `ack-timeout`: our 200 was never confirmed. All have been followed by a BYE. */
export type LostReason = 'ack-timeout' | 'session-expired' | 'transport';

export interface DialogHandlers {
  /** The peer hung up. Called once, and nothing after it. */
  bye?(): void;
  /** An answer in SDP, or the status to refuse with. `offer` is undefined when ours is wanted: its answer comes to `answered`. */
  reinvite?(offer: string | undefined): string | { reject: number };
  /** The peer's SDP in its ACK, when the offer was ours. */
  answered?(sdp: string): void;
  /** A digit by INFO (application/dtmf-relay). */
  dtmf?(digit: string, durationMs: number): void;
  /** The dialog ended without the peer's BYE. Called once, and nothing after it. */
  lost?(why: LostReason): void;
}

export interface SipDialog {
  readonly callId: string;
  readonly remoteTarget: string;
  /** True until BYE was sent or received, or the dialog was lost. */
  readonly open: boolean;
  /** Sets handlers; what happened before it is called is told then. */
  on(handlers: DialogHandlers): void;
  /** Waits for the ACK of our 200 if need be. */
  bye(headers?: Record<string, string>): void;
  /** Changes the media; resolves with the peer's answer. @throws SipStatusError */
  reinvite(sdp: string): Promise<string>;
  /** Asks the peer to call somebody else. Resolves when it agreed to try. @throws SipStatusError */
  refer(request: { to: string; headers?: Record<string, string> }): Promise<ReferProgress>;
  /** Sends a digit by INFO. */
  sendDtmf(digit: string, durationMs?: number): void;
}

export interface ReferResult {
  status: number;
  reason: string;
  /** `dialog-ended`: the peer hung up before it told how it went, as many do on success. */
  by: 'notify' | 'dialog-ended' | 'timeout';
}

export interface ReferProgress {
  /** Every status told, 100 and 180 included. */
  onStatus(listener: (status: number, reason: string) => void): void;
  readonly result: Promise<ReferResult>;
}

export interface OutboundInvite {
  to: { user: string; host: string; port?: number; protocol?: SipProtocol };
  from: { user: string; displayName?: string; host?: string };
  offer: string;
  callId?: string;
  /** For 401 and 407. */
  credentials?: { username: string; password: string };
  headers?: Record<string, string>;
  /** CANCEL after this long without an answer. */
  ringingTimeoutMs?: number;
  /** Asks for a session timer (RFC 4028). */
  sessionExpiresS?: number;
}

/** `peer`: it said so. `us`: cancelled here. `ring-timeout`: it did not answer in time. */
export type OutboundResult =
  | { status: 200; dialog: SipDialog; answer: string }
  | {
      status: number;
      reason: string;
      by: 'peer' | 'us' | 'ring-timeout' | 'no-response' | 'transport';
      headers: (name: string) => string | undefined;
    };

export interface OutboundDialog {
  readonly callId: string;
  /** The latest provisional status. */
  readonly provisional: number | undefined;
  /** Resolves `result` at once when the peer has said nothing yet. No-op once there is a result. */
  cancel(): void;
  /** 180 and 183, with the SDP of early media. */
  onRinging(listener: (status: number, sdp: string | undefined) => void): void;
  /** Never rejects. */
  readonly result: Promise<OutboundResult>;
}
