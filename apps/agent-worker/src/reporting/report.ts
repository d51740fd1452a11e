import type { WorkerEvent } from '@parley/contracts';

/** Takes an event and when it happened; EventReporter's `report`, bound. */
export type Report = (event: WorkerEvent, at?: Date) => void;
