import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * Keeps the end of a growing text in sight, unless the reader has scrolled away from it.
 * @param mark changes whenever the text grows or the room for it shrinks; undefined once it grows no more: then only
 * the text's own box is moved, never the page
 */
export function useFollowEnd(mark: unknown): {
  end: RefObject<HTMLDivElement | null>;
  following: boolean;
  showEnd: () => void;
} {
  const end = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const showEnd = (): void => end.current?.scrollIntoView({ block: 'end' });

  useEffect(() => {
    if (!end.current || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver(([entry]) => setFollowing(entry?.isIntersecting ?? true), {
      rootMargin: '0px 0px 160px 0px',
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const box = end.current?.parentElement;
    if (!following || !box) return;
    if (mark === undefined) box.scrollTop = box.scrollHeight;
    else end.current?.scrollIntoView({ block: 'end' });
  }, [mark, following]);

  return { end, following, showEnd };
}
