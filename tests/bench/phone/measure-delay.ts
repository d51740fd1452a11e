import { setTimeout as delay } from 'node:timers/promises';
import { type RemoteTrack, Room, RoomEvent, TrackKind } from '@livekit/rtc-node';
import { audibleDbfs, dbfs, openPhone } from '@parley/rehearsal';
import type { LivekitServer, Stack } from '../../harness/start-stack.ts';
import { waitUntil } from '../../harness/wait-until.ts';
import { Ear } from '../turn-gap/ear.ts';
import { Microphone } from '../turn-gap/microphone.ts';
import { guestToken } from './guest-token.ts';
import { openLines } from './open-lines.ts';
import { tone } from './tone.ts';

export type Way = 'direct' | 'telephone to room' | 'room to telephone';

/** A way that a burst of sound goes: resolves with the milliseconds from its beginning to its being heard. */
type Send = () => Promise<number>;

const burstS = 0.2;
const burstHz = 600;
const loudness = 9_000;
const micRate = 16_000;
const phoneRate = 8_000;
const heardWithinMs = 2_000;

/**
 * One-way delays: from one participant to another, and from the telephone to a participant and back, in turns, with
 * the same source of sound and the same ears.
 */
export async function measureDelay(stack: Stack, bursts: number): Promise<Record<Way, number[]>> {
  const [line] = await openLines(stack, 1);
  if (!line) throw new Error('no line');
  const phone = await openPhone({ user: '+15550144' });
  const listener = await joinAsGuest(stack.livekit, line.room, 'listener');
  const speaker = await joinAsGuest(stack.livekit, `direct-${line.room}`, 'speaker');
  const other = await joinAsGuest(stack.livekit, `direct-${line.room}`, 'other');
  const call = await line.dial(phone);
  try {
    await call.answered;
    const microphone = new Microphone(micRate);
    await microphone.publish(speaker.room);
    const guestMicrophone = new Microphone(micRate);
    await guestMicrophone.publish(listener.room);
    const ears = { direct: new Ear(await other.track()), room: new Ear(await listener.track()) };
    let phoneHeard = (_at: number): void => {};
    call.audio.listen((pcm) => {
      if (dbfs(pcm) > audibleDbfs) phoneHeard(performance.now());
    });
    const burst = (rate: number) => tone(burstHz, loudness, rate, burstS);
    const ways: Record<Way, Send> = {
      direct: () => timed(ears.direct.nextAudible(heardWithinMs), () => microphone.speak(burst(micRate))),
      'telephone to room': () =>
        timed(ears.room.nextAudible(heardWithinMs), () => call.play(burst(phoneRate))),
      'room to telephone': () =>
        timed(new Promise((resolve) => (phoneHeard = resolve)), () => guestMicrophone.speak(burst(micRate))),
    };
    const delays: Record<Way, number[]> = { direct: [], 'telephone to room': [], 'room to telephone': [] };
    for (let burstOf = 0; burstOf < bursts; burstOf++)
      for (const way of Object.keys(ways) as Way[]) {
        // Not in step with anybody's frames of 20 ms.
        await delay(500 + Math.random() * 40);
        delays[way].push(await ways[way]());
      }
    await Promise.all([microphone.close(), guestMicrophone.close(), ears.direct.close(), ears.room.close()]);
    return delays;
  } finally {
    await phone.close();
    await Promise.all([listener, speaker, other].map(({ room }) => room.disconnect()));
  }
}

async function timed(heard: Promise<number | undefined>, speak: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  const spoken = speak();
  const at = await heard;
  await spoken;
  if (at === undefined) throw new Error(`a burst was not heard within ${heardWithinMs} ms`);
  return at - began;
}

async function joinAsGuest(livekit: LivekitServer, roomName: string, identity: string) {
  const room = new Room();
  const tracks: RemoteTrack[] = [];
  room.on(RoomEvent.TrackSubscribed, (track) => {
    if (track.kind === TrackKind.KIND_AUDIO) tracks.push(track);
  });
  const token = await guestToken(livekit, roomName, identity);
  await room.connect(livekit.url, token, { autoSubscribe: true, dynacast: false });
  return {
    room,
    track: () => waitUntil(() => tracks[0], { within: 10_000, what: `${identity} hears somebody` }),
  };
}
