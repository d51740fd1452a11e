import { type CallDesk, type CallLine, hangUp, newLine } from './call-desk.ts';
import { followRoom } from './follow-room.ts';
import { publishMicrophone } from './publish-microphone.ts';
import { type StartStep, startProblem } from './start-problem.ts';
import { watchSession } from './watch-session.ts';

export interface StartInput {
  room: string;
  identity: string;
  agentId?: string | undefined;
  systemPrompt?: string | undefined;
}

/** Session, token, room, microphone, transcript. What fails is said; a session already made is stopped again. */
export async function startCall(desk: CallDesk, input: StartInput): Promise<void> {
  const { phase } = desk.getState();
  if (phase !== 'idle' && phase !== 'over') return;
  desk.line.watch?.close();
  const line = newLine();
  desk.line = line;
  desk.dispatch({ type: 'start_requested', room: input.room });
  let step: StartStep = 'session';
  try {
    await openSession(desk, line, input);
    if (isLate(desk, line)) return await discard(desk, line);
    step = 'token';
    const access = await desk.ports.client.token({ room: input.room, identity: input.identity });
    if (isLate(desk, line)) return;
    desk.dispatch({ type: 'token_received' });
    step = 'room';
    const room = await desk.ports.connectRoom(access, followRoom(desk, line));
    if (isLate(desk, line)) return await room.leave();
    line.room = room;
    desk.dispatch({ type: 'room_joined', at: Date.now() });
  } catch (error) {
    if (isLate(desk, line)) return;
    desk.dispatch({ type: 'start_failed', problem: startProblem(step, error) });
    await hangUp(desk);
    await discard(desk, line);
    return;
  }
  void publishMicrophone(desk);
  watchSession(desk, line);
}

async function openSession(desk: CallDesk, line: CallLine, input: StartInput): Promise<void> {
  const { session_id } = await desk.ports.client.createSession({
    room: input.room,
    ...(input.agentId === undefined ? {} : { agent_id: input.agentId }),
    ...(input.systemPrompt === undefined ? {} : { system_prompt: input.systemPrompt }),
  });
  line.sessionId = session_id;
  if (!isLate(desk, line)) desk.dispatch({ type: 'session_created', sessionId: session_id });
}

/** True when Stop was pressed, or another call began, while we waited. */
const isLate = (desk: CallDesk, line: CallLine): boolean =>
  desk.line !== line || desk.getState().phase !== 'starting';

/** A session that nobody will use is stopped; the server would notice by itself, only later. */
async function discard(desk: CallDesk, line: CallLine): Promise<void> {
  if (line.sessionId) await desk.ports.client.stopSession(line.sessionId).catch(() => {});
}
