import { type RemoteTrack, Room, RoomEvent, TrackKind } from '@livekit/rtc-node';
import { createEar, type HeardTurn } from '../create-ear.ts';
import { createRecording } from '../create-recording.ts';
import type { Clock } from '../mouth.ts';
import { speakIntoRoom } from '../speak-into-room.ts';

export interface TalkingAgentOptions {
  url: string;
  token: string;
  /** What it says: first its greeting, then one line after each utterance of the caller. */
  lines: (string | { text: string; cutAfterMs: number })[];
  onSaid: (text: string, interrupted: boolean) => void;
  /** The caller has spoken, or typed. */
  onHeard: (turn: HeardTurn) => void;
  onCallerGone: () => void;
}

/** Stands in for an agent's worker: speaks its lines into a real room and hears when the caller has finished. */
export async function joinTalkingAgent(options: TalkingAgentOptions): Promise<() => Promise<void>> {
  const room = new Room();
  const lines = [...options.lines];
  const origin = performance.now();
  const clock: Clock = () => performance.now() - origin;
  let mouth: Awaited<ReturnType<typeof speakIntoRoom>> | undefined;

  const next = async (): Promise<void> => {
    const line = lines.shift();
    if (line === undefined || !mouth) return;
    const { text, ...cut } = typeof line === 'string' ? { text: line } : line;
    await mouth.say(text, cut);
    options.onSaid(text, 'cutAfterMs' in cut);
  };
  const ear = createEar({
    clock,
    recording: createRecording(16_000),
    turnEndMs: 400,
    onStart: () => {},
    onTurn: (turn) => {
      options.onHeard(turn);
      void next();
    },
  });
  room.on(RoomEvent.TrackSubscribed, (track: RemoteTrack) => {
    if (track.kind === TrackKind.KIND_AUDIO) ear.listenTo(track);
  });
  const begun = Promise.withResolvers<void>();
  const heard = Promise.withResolvers<void>();
  room.on(RoomEvent.ParticipantConnected, () => begun.resolve());
  // Whoever has just come does not hear yet.
  room.on(RoomEvent.LocalTrackSubscribed, () => heard.resolve());
  room.on(RoomEvent.ParticipantDisconnected, options.onCallerGone);
  await room.connect(options.url, options.token, { autoSubscribe: true, dynacast: false });
  room.registerTextStreamHandler('lk.chat', async (reader) => {
    options.onHeard({ text: await reader.readAll(), startMs: clock(), endMs: clock() });
    await next();
  });
  mouth = await speakIntoRoom({ room, voice: 'slt', clock, recording: createRecording(16_000) });
  void Promise.all([begun.promise, heard.promise]).then(next);
  let left: Promise<void> | undefined;
  const leave = async (): Promise<void> => {
    room.off(RoomEvent.ParticipantDisconnected, options.onCallerGone);
    await mouth?.close();
    await room.disconnect();
    await ear.close();
  };
  return () => (left ??= leave());
}
