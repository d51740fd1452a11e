import type { Duration } from '@bufbuild/protobuf';

/** @returns undefined when it is unset or not positive: the caller's default holds then */
export function msOf(duration: Duration | undefined): number | undefined {
  if (!duration) return undefined;
  const ms = Number(duration.seconds) * 1000 + duration.nanos / 1e6;
  // What a timer can hold.
  return ms > 0 ? Math.min(ms, 2 ** 31 - 1) : undefined;
}
