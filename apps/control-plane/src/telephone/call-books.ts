import type { EndReason } from '@parley/contracts';
import { type DialNews, findDial, findSession, noteDial, type SessionRow } from '@parley/core';
import { LiveKitError } from '@parley/telephony';
import { systemContext } from '../jobs/supervisor-context.ts';
import type { CallKey, DialerContext } from './dialer-context.ts';

/** What it takes to keep the books of calls. */
export type Books = Pick<DialerContext, 'db' | 'clock' | 'auditKey' | 'log' | 'rooms' | 'supervisor'>;

const own = (context: Books, { tenantId }: CallKey) => systemContext(context, tenantId);

/** The claimed call as it stands now. */
export const lookUp = (context: Books, key: CallKey) =>
  findDial({ ctx: own(context, key), callId: key.callId });

export async function note(context: Books, key: CallKey, news: DialNews): Promise<void> {
  const state = await noteDial({ ctx: own(context, key), callId: key.callId, input: news });
  context.log.info({ callId: key.callId, state, ...newsForLog(news) }, 'call moved on');
}

const newsForLog = (news: DialNews) =>
  news.now === 'ended' ? { reason: news.reason, sipStatus: news.sipStatus } : {};

/** The call is not to be any more, and so is what was to be said in it: the agent goes, and no telephone rings on. */
export async function putDown(
  context: Books,
  session: SessionRow | undefined,
  reason: EndReason = 'caller_never_joined',
): Promise<void> {
  if (!session) return;
  const ctx = systemContext(context, session.tenantId);
  await context.supervisor.end(session, ctx, reason);
  await clearRoom(context, session.livekitRoom);
}

/** A dial that was on its way when its room went makes a room anew. */
export async function clearRoom({ rooms, log }: Books, livekitRoom: string): Promise<void> {
  try {
    await rooms.deleteRoom(livekitRoom);
  } catch (error) {
    if (!(error instanceof LiveKitError)) throw error;
    log.warn({ err: error, livekitRoom }, 'the room of a call that is over was not deleted');
  }
}

export const findLive = async (context: DialerContext, { tenantId, id }: SessionRow) =>
  findSession({ ctx: systemContext(context, tenantId), sessionId: id });

export const pause = ({ clock }: Pick<DialerContext, 'clock'>, ms: number): Promise<void> =>
  new Promise((resolve) => void clock.after(ms, resolve));
