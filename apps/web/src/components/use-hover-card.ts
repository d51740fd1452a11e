import { type KeyboardEvent, useEffect, useRef, useState } from 'react';

const gapPx = 4;

/**
 * A card beside a button while that is hovered or focused. It stays while the pointer is on it and goes with
 * Escape (WCAG 1.4.13); as a popover it lies above everything and is never cut off.
 */
export function useHoverCard() {
  const anchor = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open || !anchor.current || !card.current) return;
    const [shown, button] = [card.current, anchor.current];
    const follow = (): void => place(shown, button.getBoundingClientRect());
    shown.showPopover?.();
    follow();
    window.addEventListener('scroll', follow, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', follow, { capture: true });
  }, [open]);
  useEffect(() => {
    if (!open) card.current?.hidePopover?.();
  }, [open]);

  return {
    anchor,
    card,
    area: {
      onPointerEnter: () => setOpen(true),
      onPointerLeave: () => setOpen(document.activeElement === anchor.current),
      onFocus: () => setOpen(true),
      onBlur: () => setOpen(false),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape') setOpen(false);
      },
    },
  };
}

/** Below the button, or above it where there is no room; never over the window's edge. */
function place(card: HTMLElement, at: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = at.left + at.width / 2 - width / 2;
  const below = at.bottom + gapPx;
  const top = below + height > window.innerHeight ? at.top - height - gapPx : below;
  card.style.left = `${Math.max(gapPx, Math.min(left, window.innerWidth - width - gapPx))}px`;
  card.style.top = `${Math.max(gapPx, top)}px`;
}
