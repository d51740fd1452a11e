/** Words for a screen reader alone, said politely when they change. */
export function Announcer({ words, label }: { words: string; label: string }) {
  return (
    <div role="log" aria-label={label} aria-live="polite" aria-atomic="true" className="sr-only">
      {words}
    </div>
  );
}
