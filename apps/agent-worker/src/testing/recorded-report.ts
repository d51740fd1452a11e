import type { WorkerEvent } from '@parley/contracts';
import type { Report } from '../reporting/report.ts';

export interface RecordedReport {
  report: Report;
  events: WorkerEvent[];
  /** Events of one type, in order. */
  of<T extends WorkerEvent['type']>(type: T): Extract<WorkerEvent, { type: T }>[];
  /** When the event at this place happened, as reported. */
  at: (Date | undefined)[];
}

export function recordReports(): RecordedReport {
  const events: WorkerEvent[] = [];
  const at: (Date | undefined)[] = [];
  return {
    events,
    at,
    report: (event, when) => {
      events.push(event);
      at.push(when);
    },
    of: (type) => events.filter((event): event is never => event.type === type),
  };
}
