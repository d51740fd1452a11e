import type { PlannedCall } from '../callers/run-calls.ts';

/** What reports call one call of several. */
export const callName = ({ scenario, nth, of }: PlannedCall): string =>
  of === 1 ? scenario.name : `${scenario.name} (${nth} of ${of})`;
