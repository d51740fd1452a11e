import type { FaultItem } from './transcript-view.ts';

/** A failure that the call survived. */
export function FaultLine({ fault }: { fault: FaultItem }) {
  return (
    <p className="lane-tool text-sm text-danger" data-testid="fault">
      {fault.source}: {fault.message}
    </p>
  );
}
