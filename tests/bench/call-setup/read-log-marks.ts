import type { ServiceName } from '../../harness/bootstrap-stack.ts';
import type { Stack } from '../../harness/start-stack.ts';

interface Line {
  time: number;
  msg: string;
  state?: string;
}

/** Milestones that the services' own logs tell, in the order in which they are to come. */
const marks: { stage: string; service: ServiceName; is(line: Line): boolean }[] = [
  { stage: 'rings', service: 'phone-gateway', is: ({ state }) => state === 'ringing' },
  { stage: 'job taken', service: 'agent-worker', is: ({ msg }) => msg === 'job accepted' },
  {
    stage: 'agent in the room',
    service: 'agent-worker',
    is: ({ msg }) => msg === 'the agent is in the room',
  },
  { stage: 'agent hears the caller', service: 'agent-worker', is: ({ msg }) => msg === 'the caller is here' },
];

/** @returns milliseconds from `from` (epoch) to each milestone that was logged since */
export async function readLogMarks(stack: Stack, from: number): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { stage, service, is } of marks) {
    const lines = (await stack.log(service)).split('\n').flatMap(parse);
    const line = lines.find((one) => one.time >= from && is(one));
    if (line) found[stage] = line.time - from;
  }
  return found;
}

function parse(text: string): Line[] {
  try {
    const { time, msg, state } = JSON.parse(text);
    return [{ time: typeof time === 'number' ? time : Date.parse(time), msg, state }];
  } catch {
    return [];
  }
}
