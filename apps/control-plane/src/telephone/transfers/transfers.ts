import type { AnswerTransferBody, Call, CallId, SessionId, TransferCallBody } from '@parley/contracts';
import { isOpenTransfer } from '@parley/contracts';
import {
  answerTransfer,
  type BegunTransfer,
  beginTransfer,
  DomainError,
  findSession,
  findTransfer,
  getCall,
  listOpenTransfers,
  type ServiceContext,
  type SessionRow,
} from '@parley/core';
import { systemContext } from '../../jobs/supervisor-context.ts';
import { noteAndTell, tellAgent } from './note-and-tell.ts';
import { transferCold } from './transfer-cold.ts';
import type { TransferContext, TransferKey } from './transfer-context.ts';
import { identityOfTransfer, transferWarm } from './transfer-warm.ts';

type Which = { callId: CallId; sessionId?: undefined } | { sessionId: SessionId; callId?: undefined };

/** Passes calls on to people. One that was under way when a process died is called off by the next. */
export class Transfers {
  readonly #context: TransferContext;
  /** Wakes those who wait for the next look, by call. */
  readonly #waiting = new Map<CallId, () => void>();
  readonly #running = new Map<CallId, Promise<void>>();
  #stopped = false;

  constructor(context: Omit<TransferContext, 'stopping'>) {
    this.#context = { ...context, stopping: () => this.#stopped };
  }

  /** In the background: LiveKit may be away. */
  start(): void {
    const { log } = this.#context;
    void this.takeOver().catch((error: unknown) =>
      log.error({ err: error }, 'transfers were not taken over'),
    );
  }

  /** What is under way is left to the next process. */
  stop(): void {
    this.#stopped = true;
    for (const wake of this.#waiting.values()) wake();
  }

  /** Resolves when everything that is under way now has come to its end. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  /** Begins a transfer. @throws DomainError as `beginTransfer` */
  async begin(ctx: ServiceContext, which: Which, body: TransferCallBody): Promise<Call> {
    const { hub } = this.#context;
    const session = await this.#sessionOf(ctx, which);
    const begin = (more: Partial<ServiceContext>) =>
      beginTransfer({ ctx: { ...ctx, ...more }, input: { ...body, ...which } });
    // Without a session there is nothing to begin: the verb says why.
    const begun = session ? await hub.commit(session, (issueSeq) => begin({ issueSeq })) : await begin({});
    const { tenantId } = ctx.actor;
    const { transfer, call } = begun;
    const key = { tenantId, callId: call.call_id, transferId: transfer.transfer_id, session: begun.session };
    tellAgent(this.#context, begun.session, transfer);
    this.#run(key, this.#carryOut(key, begun));
    return call;
  }

  /** The person who was briefed has answered. @throws DomainError as `answerTransfer` */
  async answer(ctx: ServiceContext, session: SessionRow, body: AnswerTransferBody): Promise<void> {
    const { transfer } = await this.#context.hub.commit(session, (issueSeq) =>
      answerTransfer({ ctx: { ...ctx, issueSeq }, input: { ...body, sessionId: session.id } }),
    );
    tellAgent(this.#context, session, transfer);
    const found = await findTransfer({ ctx, input: { sessionId: session.id } });
    if (found) this.#waiting.get(found.callId)?.();
  }

  /** Calls off what an earlier process has left behind: nobody knows any more how far it was. */
  async takeOver(): Promise<void> {
    const { db, rooms, log } = this.#context;
    for (const { tenantId, callId } of await listOpenTransfers({ db })) {
      const ctx = systemContext(this.#context, tenantId);
      const found = await findTransfer({ ctx, input: { callId } });
      if (this.#running.has(callId) || !found || !isOpenTransfer(found.transfer)) continue;
      const { session, transfer } = found;
      const key = { tenantId, callId, transferId: transfer.transfer_id, session };
      log.warn({ callId, transferId: key.transferId }, 'a transfer is called off: Parley was started anew');
      const { livekitRoom } = session;
      await rooms
        .removeParticipant({ livekitRoom, identity: identityOfTransfer(key) })
        .catch((error: unknown) => log.warn({ err: error }, 'a person who was rung up was not put out'));
      const detail = 'Parley was started anew in the middle of it.';
      await noteAndTell(this.#context, key, { to: 'failed', failure: 'interrupted', detail });
    }
  }

  async #sessionOf(ctx: ServiceContext, which: Which): Promise<SessionRow | undefined> {
    const own = systemContext(this.#context, ctx.actor.tenantId);
    try {
      const id = which.sessionId ?? (await getCall({ ctx: own, callId: which.callId })).session_id;
      return id ? await findSession({ ctx: own, sessionId: id }) : undefined;
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }

  #carryOut(key: TransferKey, { plan }: BegunTransfer): Promise<void> {
    if (plan.mode === 'cold') return transferCold(this.#context, key, plan);
    const soon = () => new Promise<void>((resolve) => void this.#waiting.set(key.callId, resolve));
    return transferWarm(this.#context, key, { plan, soon });
  }

  #run(key: TransferKey, work: Promise<void>): void {
    const { log } = this.#context;
    const { callId, transferId } = key;
    const settled = work
      .catch(async (error: unknown) => {
        log.error({ err: error, callId, transferId }, 'a transfer broke off');
        await noteAndTell(this.#context, key, { to: 'failed', failure: 'failed' });
      })
      .catch((error: unknown) => log.error({ err: error, callId, transferId }, 'and was not noted'))
      .finally(() => {
        this.#running.delete(callId);
        this.#waiting.delete(callId);
      });
    this.#running.set(callId, settled);
  }
}
