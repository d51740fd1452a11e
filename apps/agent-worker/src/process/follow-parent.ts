type Why = 'asked' | 'orphaned';

let leave: ((why: Why) => void) | undefined;

/** From now on there is a call to be ended properly before this process may go; at once if it is orphaned already. */
export function leaveWithParent(end: (why: Why) => void, isOrphaned = () => process.ppid !== bornTo): void {
  leave = end;
  if (isOrphaned()) end('orphaned');
}

const bornTo = process.ppid;

const go = (why: Why, exit: () => void): void => {
  if (leave) leave(why);
  else exit();
};

const lookEveryMs = 500;

/** Ends this process with its worker; the SDK lets an orphan live for 15 s. */
export function endWithParent(
  parent: NodeJS.EventEmitter & { ppid: number } = process,
  exit: () => void = () => process.exit(0),
): void {
  const { ppid } = parent;
  // Listening for `disconnect` would keep alive a process that has nothing left to do, as LiveKit's is
  // in the end that runs the models.
  const look = setInterval(() => {
    if (parent.ppid === ppid) return;
    clearInterval(look);
    go('orphaned', exit);
  }, lookEveryMs);
  look.unref();
  // A message that can no longer be delivered is no reason to crash on the way out.
  parent.on('error', () => {});
}

/**
 * Heeds the worker's wish that this job process should end, and at once its death. The SDK does not while
 * it starts, and with a call it first waits 15 s for the job's entry to return, which does not know of it.
 */
export function heedParent(
  parent: NodeJS.EventEmitter = process,
  exit: () => void = () => process.exit(0),
): void {
  parent.on('message', (message: { case?: string }) => {
    if (message?.case === 'shutdownRequest') go('asked', exit);
  });
  parent.once('disconnect', () => go('orphaned', exit));
}
