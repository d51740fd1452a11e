import type { llm, tts, voice } from '@livekit/agents';
import type { Room } from '@livekit/rtc-node';
import { answerTransfer, type WorkerAccess } from '@parley/api-client/worker';
import type { CallTransfer, SessionBrief, TransferFailure } from '@parley/contracts';
import type { Logger } from '@parley/observability';
import type { CallEnding } from '../session/call-ending.ts';
import type { CallLanguage } from '../session/call-language.ts';
import type { Floor } from '../session/floor.ts';
import { type Phrases, phrasesIn } from '../session/phrases.ts';
import { sayIfOpen } from '../session/say-if-open.ts';
import { briefColleague, type Verdict } from './brief-colleague.ts';
import { type BriefingLine, openBriefingLine } from './briefing-line.ts';
import { playHoldMusic } from './play-hold-music.ts';
import { summarizeCall } from './summarize-call.ts';
import type { TransferInbox } from './transfer-inbox.ts';

export interface CallTransferringInput {
  session: Pick<voice.AgentSession, 'say' | 'interrupt' | 'input' | 'history'>;
  room: Room;
  tts: tts.TTS;
  llm: llm.LLM;
  floor: Pick<Floor, 'take' | 'give'>;
  brief: Pick<SessionBrief, 'config'>;
  language: Pick<CallLanguage, 'phrases'>;
  access: WorkerAccess;
  ending: CallEnding;
  inbox: TransferInbox;
  log: Logger;
}

/** One transfer while it is under way. */
interface Hold {
  id: CallTransfer['transfer_id'];
  /** Aborts when the caller is on hold no longer. */
  over: AbortController;
  summary: Promise<string>;
  line: Promise<BriefingLine> | undefined;
  briefing: boolean;
}

/**
 * The agent's part of a transfer, as the control plane tells how far it is: holds the caller, with music; briefs the
 * person who answers; and either leaves the two to each other or takes the caller back.
 */
export class CallTransferring {
  readonly #input: CallTransferringInput;
  #hold: Hold | undefined;

  constructor(input: CallTransferringInput) {
    this.#input = input;
    void input.ending.over.then(() => this.#release());
    input.inbox.listen((transfer) => this.#take(transfer));
  }

  /** The news may be told more than once. */
  #take(transfer: CallTransfer): void {
    const { ending } = this.#input;
    if (ending.ended) return;
    const { transfer_id: id, state, mode } = transfer;
    const mine = this.#hold?.id === id ? this.#hold : undefined;
    if (state === 'completed' && mode === 'warm') {
      // The two have each other, and nothing is left to do here.
      ending.end({ by: 'worker', reason: 'transferred' });
    } else if (state === 'failed') {
      if (mine) this.#takeBack(transfer);
    } else if (state !== 'completed') {
      this.#carryOn(transfer, mine);
    }
  }

  #carryOn(transfer: CallTransfer, mine: Hold | undefined): void {
    if (!mine) this.#begin(transfer);
    const hold = this.#hold;
    if (transfer.state !== 'briefing' || !hold || hold.briefing) return;
    hold.briefing = true;
    this.#brief(hold, transfer).catch((error: unknown) =>
      this.#input.log.error({ err: error }, 'what the person said was not told'),
    );
  }

  #begin(transfer: CallTransfer): void {
    this.#release();
    const { session, floor, room, tts, llm, log } = this.#input;
    const told = this.#input.inbox.takeSummary();
    floor.take('transfer');
    session.input.setAudioEnabled(false);
    const over = new AbortController();
    const warm = transfer.mode === 'warm';
    const line = warm ? openBriefingLine({ room, tts, transferId: transfer.transfer_id }) : undefined;
    line?.catch((error: unknown) => log.error({ err: error }, 'no line to the person who is rung up'));
    const summary = told || !warm ? Promise.resolve(told ?? '') : summarizeCall(llm, session.history);
    playHoldMusic(room, { announced: this.#announce(transfer), signal: over.signal }).catch(
      (error: unknown) => log.error({ err: error }, 'no music on hold'),
    );
    this.#hold = { id: transfer.transfer_id, over, summary, line, briefing: false };
  }

  /** A caller whom somebody else passes on is told so; otherwise the agent has said it. */
  async #announce({ requested_by }: CallTransfer): Promise<void> {
    if (requested_by === 'agent') return;
    const { session, language } = this.#input;
    session.interrupt({ force: true });
    await sayIfOpen(session, language.phrases.connecting, { allowInterruptions: false })?.waitForPlayout();
  }

  async #brief(hold: Hold, transfer: CallTransfer): Promise<void> {
    const { access, log } = this.#input;
    const verdict = await this.#askColleague(hold, transfer).catch((error: unknown): Verdict => {
      log.error({ err: error, transferId: hold.id }, 'the person could not be briefed');
      return { accepted: false, failure: 'failed' };
    });
    if (hold.over.signal.aborted) return;
    log.info({ transferId: hold.id, ...verdict }, 'the person has been briefed');
    await answerTransfer(access, { transfer_id: hold.id, ...verdict });
  }

  async #askColleague(hold: Hold, transfer: CallTransfer): Promise<Verdict> {
    const line = await hold.line;
    if (!line) throw new Error('nobody was rung up');
    const { transfer_targets: targets, languages } = this.#input.brief.config;
    const accept = targets.find(({ key }) => key === transfer.target)?.accept ?? 'key';
    // To the business's own people.
    const phrases = phrasesIn(languages.first);
    return briefColleague({ line, summary: hold.summary, accept, phrases, signal: hold.over.signal });
  }

  /** The caller is told in one sentence, and the conversation goes on. */
  #takeBack({ label, failure }: CallTransfer): void {
    const { session, floor, language } = this.#input;
    this.#release();
    session.input.setAudioEnabled(true);
    sayIfOpen(session, sentenceFor(failure, language.phrases).replace('{label}', label));
    floor.give('transfer');
  }

  #release(): void {
    const hold = this.#hold;
    this.#hold = undefined;
    hold?.over.abort();
    void hold?.line?.then((line) => line.close()).catch(() => {});
  }
}

const sentenceFor = (failure: TransferFailure | null, phrases: Phrases): string =>
  failure === 'busy' ? phrases.engaged : phrases.notReached;
