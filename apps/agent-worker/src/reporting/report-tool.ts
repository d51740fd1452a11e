import type { WorkerEvent } from '@parley/contracts';
import type { Report } from './report.ts';

type ToolEvent = Extract<WorkerEvent, { type: 'tool' }>;

/** Results are for the transcript's reader, not an archive. */
const longestResult = 2_000;

/** Ids of the calls that have reached their tool. */
const begun = new Set<string>();

export const hasBegun = (callId: string): boolean => begun.has(callId);

/** Reports a tool call when it starts and when it is done; the error of a failed one is thrown on. */
export async function reportTool<T>(
  report: Report,
  call: { id: string; name: string; arguments: Record<string, unknown> },
  run: () => Promise<T>,
): Promise<T> {
  const event: Pick<ToolEvent, 'type' | 'call_id' | 'name'> = {
    type: 'tool',
    call_id: call.id,
    name: call.name,
  };
  begun.add(call.id);
  report({ ...event, status: 'started', arguments: call.arguments });
  try {
    const result = await run();
    const text = result === undefined ? undefined : JSON.stringify(result).slice(0, longestResult);
    report({ ...event, status: 'succeeded', ...(text === undefined ? {} : { result: text }) });
    return result;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    report({ ...event, status: 'failed', result: message.slice(0, longestResult) });
    throw error;
  }
}
