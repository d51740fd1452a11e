import { callApi } from './call-api.ts';
import type { Stack } from './start-stack.ts';

/** What a simulated provider recognised, answered or spoke. */
export interface SimulatorEntry {
  n: number;
  class: 'stt' | 'llm' | 'tts' | 'analysis';
  text?: string;
  fault?: string;
}

/** Everything that the simulators have seen and said since they were started, in order. */
export async function readSimulatorLog(stack: Stack): Promise<SimulatorEntry[]> {
  const { json } = await callApi(stack.simulatorsUrl, '/control/log');
  return json.entries;
}
