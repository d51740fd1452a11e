import { useEffect, useRef } from 'react';
import { watchLevel } from './watch-level.ts';

/** The microphone's loudness as a bar. Drawn outside React's state: it changes sixty times a second. */
export function LevelMeter({ stream, muted = false }: { stream: MediaStream | null; muted?: boolean }) {
  const meter = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const show = (level: number): void => {
      if (bar.current) bar.current.style.transform = `scaleX(${level})`;
      meter.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)));
    };
    if (!stream || muted) return show(0);
    const stop = watchLevel(stream, show);
    return () => {
      stop();
      show(0);
    };
  }, [stream, muted]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be drawn without React sixty times a second in every browser
    <div
      ref={meter}
      role="meter"
      aria-label="Microphone level"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      data-testid="mic-level"
      className="h-2 overflow-hidden rounded-full bg-sunken ring-1 ring-line"
    >
      <div ref={bar} className="h-full origin-left bg-caller" style={{ transform: 'scaleX(0)' }} />
    </div>
  );
}
