let leave: ((why: 'asked' | 'orphaned') => void) | undefined;

/**
 * Ends this job process with its worker. The SDK lets an orphan live for 15 s, and before it heeds the
 * worker's wish it waits as long for the job's entry to return, which does not know of it.
 */
export function followParent(
  parent: NodeJS.EventEmitter = process,
  exit: () => void = () => process.exit(0),
): void {
  parent.on('message', (message: { case?: string }) => {
    if (message?.case === 'shutdownRequest') leave?.('asked');
  });
  parent.once('disconnect', () => {
    if (leave) leave('orphaned');
    else exit();
  });
}

/** From now on there is a call to be ended properly first. */
export function leaveWithParent(end: (why: 'asked' | 'orphaned') => void): void {
  leave = end;
}
