import type { CSSProperties } from 'react';

const heights = ['55%', '100%', '75%', '90%', '45%'];

/** Five bars that move while a voice is heard. Decoration: the words beside it say the same. */
export function VoiceBars({ active, className }: { active: boolean; className: string }) {
  return (
    <span aria-hidden="true" data-active={active} className={`flex h-5 items-center gap-[3px] ${className}`}>
      {heights.map((height, index) => (
        <span
          key={height}
          className="voice-bar"
          style={{ '--height': height, '--beat': `${420 + index * 70}ms` } as CSSProperties}
        />
      ))}
    </span>
  );
}
