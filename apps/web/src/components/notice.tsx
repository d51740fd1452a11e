import type { ReactNode } from 'react';

/** Something to know, in words, with what to do. An error interrupts a screen reader, a notice waits. */
export function Notice(props: {
  severity: 'error' | 'notice' | 'info';
  title: string;
  advice: string;
  detail?: string | undefined;
  kind?: string | undefined;
  children?: ReactNode;
}) {
  const { severity, title, advice, detail, kind } = props;
  const look = {
    error: 'border-danger bg-danger-soft',
    notice: 'border-caller bg-caller-soft',
    info: 'border-agent bg-agent-soft',
  }[severity];
  return (
    <div
      role={severity === 'error' ? 'alert' : 'status'}
      data-testid={severity === 'info' ? 'outcome' : 'error'}
      data-kind={kind}
      className={`rounded-md border-l-4 px-4 py-3 text-ink ${look}`}
    >
      <p className="font-semibold">{title}</p>
      <p className="mt-0.5">{advice}</p>
      {detail && <p className="mt-1 text-sm text-muted [overflow-wrap:anywhere]">{detail}</p>}
      {props.children && <div className="mt-3 flex flex-wrap gap-2 empty:hidden">{props.children}</div>}
    </div>
  );
}
