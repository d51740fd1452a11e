import type { voice } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { hearParticipant } from '../session/hear-participant.ts';
import { encodeOgg, type OggEncoder } from './encode-ogg.ts';
import { StereoTimeline } from './stereo-timeline.ts';
import { tapAgentAudio } from './tap-agent-audio.ts';

/** Milliseconds. */
const waits = {
  /** What is heard may be cut, or come late, for so long. */
  held: 1_500,
  everyTake: 500,
  /** A caller's audio never pauses; a gap is a machine that was busy. */
  callerSlack: 1_000,
  agentSlack: 60,
  frame: 50,
};

export interface Recorded {
  audio: Buffer<ArrayBuffer>;
  startedAt: Date;
  lengthMs: number;
}

interface RecorderInput {
  room: Room;
  identity: string;
  session: Pick<voice.AgentSession, 'output'>;
  /** Of the agent's audio. */
  sampleRate: number;
  onFailed: (error: Error) => void;
  encode?: (sampleRate: number) => OggEncoder;
}

/** Records from the moment at which it is made: the caller on the left, the agent on the right. */
export class CallRecorder {
  readonly #startedAt = Date.now();
  readonly #timeline: StereoTimeline;
  readonly #encoder: OggEncoder;
  readonly #stops: (() => void)[] = [];
  #finished: Promise<Recorded> | undefined;

  constructor({ room, identity, session, sampleRate, onFailed, encode = encodeOgg }: RecorderInput) {
    this.#timeline = new StereoTimeline({ sampleRate, startMs: this.#startedAt });
    this.#encoder = encode(sampleRate);
    void this.#encoder.failed.then((error) => {
      this.#stop();
      onFailed(error);
    });
    const stopTap = tapAgentAudio(session, {
      onAudio: (samples, atMs) => this.#timeline.place('agent', samples, { atMs, slackMs: waits.agentSlack }),
      onCut: (atMs) => this.#timeline.cut('agent', atMs),
    });
    if (!stopTap) {
      this.#encoder.abandon();
      throw new Error('the agent’s audio cannot be had from this version of the SDK');
    }
    const stopHearing = hearParticipant(room, {
      identity,
      sampleRate,
      frameMs: waits.frame,
      onFrame: (samples, isFirst) =>
        this.#timeline.place('caller', samples.slice(), {
          atMs: Date.now() - waits.frame,
          slackMs: isFirst ? 0 : waits.callerSlack,
        }),
    });
    const timer = setInterval(() => this.#take(Date.now() - waits.held), waits.everyTake);
    this.#stops.push(stopTap, stopHearing, () => clearInterval(timer));
  }

  /** Nothing that comes after is in it. @throws when it could not be made whole */
  finish(): Promise<Recorded> {
    this.#finished ??= this.#finish();
    return this.#finished;
  }

  /** Throws it away. */
  abandon(): void {
    this.#stop();
    this.#encoder.abandon();
  }

  async #finish(): Promise<Recorded> {
    this.#stop();
    this.#take(Date.now());
    const audio = await this.#encoder.end();
    return { audio, startedAt: new Date(this.#startedAt), lengthMs: this.#timeline.takenMs };
  }

  #take(untilMs: number): void {
    const samples = this.#timeline.take(untilMs);
    if (samples.length > 0) this.#encoder.write(samples);
  }

  #stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }
}
