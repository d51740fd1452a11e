import { voice } from '@livekit/agents';
import type { Report } from './report.ts';
import { hasBegun } from './report-tool.ts';

/** Reports calls that never reached their tool: an unknown name, arguments of the wrong shape. */
export function reportUnstartedTools(event: voice.FunctionToolsExecutedEvent, report: Report): void {
  for (const [call, output] of voice.zipFunctionCallsAndOutputs(event)) {
    if (hasBegun(call.callId)) continue;
    const tool = { type: 'tool', call_id: call.callId, name: call.name } as const;
    report({ ...tool, status: 'started', arguments: parseArguments(call.args) });
    report({ ...tool, status: 'failed', result: output.output });
  }
}

function parseArguments(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
