const codes = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof codes;

/** The first SIGINT or SIGTERM hangs up and lets the call end properly; the second leaves at once. */
export function hangUpOnSignal() {
  const controller = new AbortController();
  let received: Signal | undefined;
  const onSignal = (signal: Signal): void => {
    if (received) process.exit(codes[signal]);
    received = signal;
    controller.abort();
  };
  for (const signal of Object.keys(codes)) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    exitCode: () => received && codes[received],
    done: () => {
      for (const signal of Object.keys(codes)) process.off(signal, onSignal);
    },
  };
}
