export interface MediaAddress {
  address: string;
  port: number;
}

/** So long the known port must have been silent before another port of the same address is believed. */
const silentMs = 2000;

export interface RemoteParty {
  /** Where to send; undefined while nobody is known or wants anything (port 0). */
  readonly target: MediaAddress | undefined;
  /** Judges who sent a packet, and learns the port behind a NAT from it. */
  admits(source: MediaAddress, nowMs: number): boolean;
  retarget(remote: MediaAddress | undefined): void;
}

/**
 * Symmetric RTP: the SDP names the address, and only packets from there are heard (or from an address the signalling
 * itself came from); the port may be another than the SDP says and is learned. Without that bound anybody who finds
 * the port could take over a call.
 */
export function createRemoteParty(
  remote: MediaAddress | undefined,
  alsoFrom: string | undefined,
): RemoteParty {
  let told = remote;
  let learned: MediaAddress | undefined;
  let heardAt = Number.NEGATIVE_INFINITY;
  return {
    get target() {
      const target = learned ?? told;
      return target && target.port > 0 ? target : undefined;
    },
    admits(source, nowMs) {
      if (!told || (source.address !== told.address && source.address !== alsoFrom)) return false;
      const same = learned?.address === source.address && learned.port === source.port;
      if (!same) {
        if (learned && nowMs - heardAt < silentMs) return false;
        learned = { address: source.address, port: source.port };
      }
      heardAt = nowMs;
      return true;
    },
    retarget(next) {
      told = next;
      learned = undefined;
    },
  };
}
