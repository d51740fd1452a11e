/** A moment in the reader's own time zone and language: `today 14:05`, else `3 Nov 2026, 14:05`. */
export function formatWhen(iso: string, now: Date = new Date(), locale?: string): string {
  const moment = new Date(iso);
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(moment);
  if (moment.toDateString() === now.toDateString()) return `today ${time}`;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(moment);
  return `${date}, ${time}`;
}
