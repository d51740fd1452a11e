import { LiveKitError } from '@parley/telephony';
import type { SupervisorContext } from './supervisor-context.ts';

/**
 * Deletes a room and looks whether it is gone, again and again until it is or `withinMs` are over; once at least.
 * @returns whether it is gone.
 */
export async function deleteRoomForGood(
  context: SupervisorContext,
  { livekitRoom, withinMs }: { livekitRoom: string; withinMs: number },
): Promise<boolean> {
  const { clock, timings, log } = context;
  const until = clock.now() + withinMs;
  while (!(await deleteOnce(context, livekitRoom))) {
    if (clock.now() >= until) {
      log.error({ livekitRoom }, 'room not deleted; the sweeper will try again');
      return false;
    }
    await new Promise<void>((resolve) => clock.after(timings.deleteRetryMs, resolve));
  }
  return true;
}

async function deleteOnce({ rooms, log }: SupervisorContext, livekitRoom: string): Promise<boolean> {
  try {
    await rooms.deleteRoom(livekitRoom);
    return (await rooms.listRooms([livekitRoom])).length === 0;
  } catch (error) {
    if (!(error instanceof LiveKitError)) throw error;
    log.warn({ err: error, livekitRoom }, 'room not deleted');
    return false;
  }
}
