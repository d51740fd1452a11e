import { type ReactNode, useEffect, useRef } from 'react';
import { isInCall } from './call-state.ts';
import { useCall } from './use-call.ts';

/** What came of the last call or attempt. It takes the focus when the call's controls go away. */
export function AfterCall({ children }: { children: ReactNode }) {
  const { state } = useCall();
  const inCall = isInCall(state);
  const region = useRef<HTMLDivElement>(null);
  const before = useRef(inCall);
  useEffect(() => {
    if (!inCall && before.current) {
      region.current?.focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    }
    before.current = inCall;
  }, [inCall]);
  return (
    <div ref={region} tabIndex={-1} className="talk-after">
      {!inCall && children}
    </div>
  );
}
