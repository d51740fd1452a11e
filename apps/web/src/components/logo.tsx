/** Two voices facing each other. */
export function Logo({ className = 'size-7' }: { className?: string }) {
  return (
    <svg viewBox="4 3 24 26" className={className} aria-hidden="true" focusable="false">
      <path d="M14 3v20a10 10 0 0 1 0-20z" className="fill-caller" />
      <path d="M18 9v20a10 10 0 0 0 0-20z" className="fill-agent" />
    </svg>
  );
}
