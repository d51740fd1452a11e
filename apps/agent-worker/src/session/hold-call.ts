import { join } from 'node:path';
import { type JobContext, type VAD, voice } from '@livekit/agents';
import type { EventReporter, WorkerAccess } from '@parley/api-client/worker';
import type { SessionBrief } from '@parley/contracts';
import type { Logger } from '@parley/observability';
import { createVoice, PhraseStore, providerKeys, type Voice } from '@parley/voice';
import { listenForBeeps } from '../answering/listen-for-beeps.ts';
import { openCallOut } from '../answering/open-call-out.ts';
import { OpeningEar } from '../answering/opening-ear.ts';
import type { WorkerConfig } from '../config.ts';
import { AgentLine } from '../dead-air/agent-line.ts';
import { followDeadAir } from '../dead-air/follow-dead-air.ts';
import { pressKeys } from '../keys/press-keys.ts';
import { takeKeys } from '../keys/take-keys.ts';
import { createOptOut } from '../opt-out/create-opt-out.ts';
import { followOptOut, optOutKey } from '../opt-out/follow-opt-out.ts';
import type { OptOut } from '../opt-out/opt-out.ts';
import { CallRecorder } from '../recording/call-recorder.ts';
import type { CallRecording } from '../recording/call-recording.ts';
import { createRecording } from '../recording/create-recording.ts';
import { followStop } from '../recording/follow-stop.ts';
import { keepRecording } from '../recording/keep-recording.ts';
import { tapAgentAudio } from '../recording/tap-agent-audio.ts';
import { observeSession, type SessionObserver } from '../reporting/observe-session.ts';
import type { Report } from '../reporting/report.ts';
import { spokenLanguages } from '../tools/switch-language.ts';
import { CallTransferring } from '../transfer/call-transferring.ts';
import type { TransferInbox } from '../transfer/transfer-inbox.ts';
import { followTransport } from '../waterfall/transport.ts';
import { TurnMarks } from '../waterfall/turn-marks.ts';
import type { CallEnding } from './call-ending.ts';
import { CallLanguage } from './call-language.ts';
import { callLimits } from './call-limits.ts';
import { callVariables, type FillIn } from './call-variables.ts';
import { createAgent } from './create-agent.ts';
import { Floor } from './floor.ts';
import { followCallers } from './follow-callers.ts';
import { followHold } from './follow-hold.ts';
import { followSilence } from './follow-silence.ts';
import { openCall } from './open-call.ts';
import { prepareBridges, prepareWords } from './prepare-words.ts';
import { recoverSession } from './recover-session.ts';
import { goesOn, resumeCall } from './resume-call.ts';
import { sayIfOpen } from './say-if-open.ts';
import { takeTextInput } from './take-text-input.ts';
import { thinkAhead } from './think-ahead.ts';
import { waitForCaller } from './wait-for-caller.ts';
import { withoutRemoteControl } from './without-remote-control.ts';

/** A caller whose network is gone is waited for this long. */
const callerGraceMs = 5_000;

export interface HoldCallInput {
  ctx: Pick<JobContext, 'room' | 'job'>;
  vad: VAD;
  brief: SessionBrief;
  access: WorkerAccess;
  config: WorkerConfig;
  reporter: EventReporter;
  ending: CallEnding;
  /** News of how far the call is on its way to a person. */
  transfers: TransferInbox;
  log: Logger;
}

export interface HeldCall {
  session: voice.AgentSession;
  observer: SessionObserver;
  /** After the call: hands its recording in, where there is one. */
  keep(): Promise<void>;
  /** Waits for the caller, greets, and returns when the call is over. */
  run(): Promise<void>;
}

/** Longer than a telephone rings: who is called is not given up before the carrier does. */
const ringsForS = 75;

const isCallOut = ({ call }: SessionBrief): boolean => call?.direction === 'outbound';

function limitsOf(brief: SessionBrief): SessionBrief['config']['limits'] {
  const { limits } = brief.config;
  if (!isCallOut(brief)) return limits;
  return { ...limits, caller_join_s: Math.max(limits.caller_join_s, ringsForS) };
}

/** Makes the session of a call; nothing is heard before `run`. */
export function holdCall(input: HoldCallInput): HeldCall {
  const { ctx, brief, access, reporter, ending, log } = input;
  const transport = followTransport(ctx.room);
  const marks: TurnMarks = new TurnMarks({
    lastSoundNear: (stoppedAt) => parts.turns.lastSoundNear(stoppedAt),
    transportMs: transport.ms,
  });
  const report: Report = (event, at) => {
    marks.event(event);
    reporter.report(event, at);
  };
  const parts = createVoice({
    config: brief.config,
    keys: providerKeys(input.config, brief.provider_keys),
    vad: input.vad,
    channel: brief.channel,
    phrases: new PhraseStore(join(input.config.dataDir, 'phrases')),
    onStage: (time) => marks.stage(time),
  });
  parts.tts.prewarm();
  const fillIn = callVariables(brief, new Date());
  const language = new CallLanguage(brief, fillIn);
  const changeLanguage = (tag: string): void => {
    parts.changeLanguage(tag);
    language.change(tag);
    void prepareBridges({ tts: parts.tts, language }).catch(() => {});
  };
  if (brief.so_far?.language) changeLanguage(brief.so_far.language);
  void prepareWords({ tts: parts.tts, brief, language, fillIn }).catch((error: Error) =>
    log.warn({ err: error }, 'the first words are not prepared'),
  );
  const session = withoutRemoteControl(new voice.AgentSession(parts.options));
  const floor = new Floor();
  const optOut = createOptOut(brief, { session, access, ending, language, floor, log });
  let identity = '';
  const recording = createRecording(brief, {
    session,
    language,
    floor,
    ending,
    report,
    log,
    record: (onFailed) => {
      const { sampleRate } = parts.tts;
      return new CallRecorder({ room: ctx.room, identity, session, sampleRate, onFailed });
    },
  });
  const observer = observeSession({
    session,
    report,
    prefix: ctx.job.id,
    language: () => language.current,
    marks,
  });
  const hangUp = (): void => ending.end({ by: 'agent', reason: 'agent_hung_up' });
  const agent = createAgent(brief, {
    access,
    report,
    hangUp,
    fillIn,
    language,
    changeLanguage,
    floor,
    optOut,
    // Who calls in is a person; recorded menus answer calls out.
    ...(isCallOut(brief) && { pressKeys: (keys: string) => pressKeys(ctx.room, keys) }),
    ...(brief.call && { transferring: input.transfers }),
  });

  const run = async (): Promise<void> => {
    const limits = callLimits({ limits: limitsOf(brief), session, ending, language });
    try {
      // All is made ready while the telephone of who calls in still rings: it is answered by our joining.
      const ringing = brief.call?.direction === 'inbound';
      const caller = await waitForCaller(ctx.room, limits.callerMissing, { ringing });
      if (!caller || ending.ended) return void (await ending.over);
      const listens = waitForCaller(ctx.room, limits.callerMissing).then((listener) => {
        if (!listener || ending.ended) return false;
        limits.callerIsHere();
        log.info({ providers: parts.providers }, 'the caller is here');
        return true;
      });
      const stopFollowing = followCallers(ctx.room, {
        graceMs: callerGraceMs,
        onGone: () => ending.end({ by: 'caller', reason: 'caller_hung_up' }),
      });
      identity = caller.identity;
      await begin({
        input,
        session,
        agent,
        observer,
        parts,
        identity,
        listens,
        fillIn,
        language,
        floor,
        optOut,
        recording,
        marks,
        report,
      });
      await ending.over;
      stopFollowing();
    } finally {
      limits.stop();
      transport.stop();
    }
  };
  const keep = async (): Promise<void> => recording && keepRecording(recording, { access, report, log });
  return { session, observer, keep, run };
}

interface Started {
  input: HoldCallInput;
  session: voice.AgentSession;
  agent: voice.Agent;
  observer: SessionObserver;
  parts: Voice;
  identity: string;
  /** Resolves when what is said is heard; false when it never will be. */
  listens: Promise<boolean>;
  fillIn: FillIn;
  language: CallLanguage;
  floor: Floor;
  optOut: OptOut | undefined;
  recording: CallRecording | undefined;
  marks: TurnMarks;
  report: Report;
}

async function begin(started: Started): Promise<void> {
  const { input, session, agent, observer, parts, identity, listens, fillIn, language, floor } = started;
  const { optOut, recording } = started;
  const { ctx, brief, ending, log } = input;
  const ladder = followSilence(session, {
    floor,
    idleMs: brief.config.limits.idle_s * 1_000,
    questions: brief.config.limits.idle_questions,
    ask: () => void sayIfOpen(session, language.phrases.stillThere),
    giveUp: async () => {
      try {
        await sayIfOpen(session, language.phrases.idleGoodbye, {
          allowInterruptions: false,
        })?.waitForPlayout();
      } finally {
        ending.end({ by: 'agent', reason: 'caller_idle' });
      }
    },
  });
  parts.turns.attach({
    session,
    endUtterance: () => parts.stt.speechEnded(),
    onDecision: (decision) => {
      started.marks.waits(decision.waitMs);
      log.debug(decision, 'how long to wait for the end of the turn');
    },
    onLikelyEnd: (text) => thinkAhead({ session, llm: parts.llm, floor }, text),
    onGoesOn: () => parts.llm.giveUp(),
  });
  const stops = [
    takeKeys({
      room: ctx.room,
      session,
      observer,
      ladder,
      identity,
      // Who is on hold is answered by nobody.
      intercept: (keys) => optsOut(keys, started) || floor.heldBy('transfer'),
    }),
    followHold(ctx.room, { identity, session, floor }),
  ];
  const languages = spokenLanguages(brief.config.languages);
  if (optOut) followOptOut(session, { optOut, languages });
  if (recording) followStop(session, { recording, languages });
  void ending.over.then(() => {
    for (const stop of stops) stop();
  });
  recoverSession({ session, stt: parts.stt, ending, language, floor, log });
  await session.start({
    agent,
    room: ctx.room,
    inputOptions: {
      participantIdentity: identity,
      // LiveKit's own knows only some of the ways in which a caller can be gone.
      closeOnDisconnect: false,
      textInputCallback: takeTextInput({ observer, ladder }),
    },
    outputOptions: { audioSampleRate: parts.tts.sampleRate },
    record: false,
  });
  if (!observer.followOutput()) log.warn('the agent speaks without interim transcripts');
  followAudio(started);
  new CallTransferring({
    ...{ session, room: ctx.room, tts: parts.tts, llm: parts.llm, floor, brief, language },
    ...{ access: input.access, ending, inbox: input.transfers, log },
  });
  if (!(await listens)) return;
  if (goesOn(brief, language))
    return resumeCall({ session, soFar: brief.so_far, language, ending, floor, recording });
  if (!isCallOut(brief)) return openCall({ session, brief, ending, language, fillIn, recording });
  const ear = new OpeningEar(session);
  const stopBeeps = listenForBeeps(ctx.room, identity, () => ear.beeped());
  const stop = (): void => {
    stopBeeps();
    ear.close();
  };
  void ending.over.then(stop);
  await openCallOut({ session, brief, ending, language, fillIn, floor, ear, recording }).finally(stop);
}

/** What needs the agent's audio: where the time of a turn goes, and that nobody is left in silence. */
function followAudio({ input, session, observer, parts, floor, language, marks, report }: Started): void {
  const { tts } = parts;
  const { sampleRate } = tts;
  tapAgentAudio(session, {
    onAudio: (samples, atMs) => marks.agentAudio(samples, sampleRate, atMs),
    onCut: (atMs) => marks.agentCut(atMs),
  });
  const { tools, collect } = input.brief.config;
  followDeadAir({
    ...{ session, tts, observer, floor, language, report, ending: input.ending, log: input.log },
    line: AgentLine.of(session, sampleRate),
    audibleUntil: () => marks.audibleUntil,
    takesMessages: tools.includes('create_ticket') && collect.length > 0,
  });
}

/** The key that ends all calls: of calls out alone, where nobody has asked for keys before. */
function optsOut(keys: string, { input, optOut }: Pick<Started, 'input' | 'optOut'>): boolean {
  if (!optOut || !isCallOut(input.brief) || keys !== optOutKey) return false;
  void optOut.run('key');
  return true;
}
