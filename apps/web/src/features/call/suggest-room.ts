/** Another room's name near a busy one: `lobby` → `lobby-2` → `lobby-3`. */
export function suggestRoom(room: string): string {
  const numbered = /^(.*)-(\d{1,6})$/.exec(room);
  const next = numbered ? `${numbered[1]}-${Number(numbered[2]) + 1}` : `${room}-2`;
  return next.length > 128 ? 'lobby-2' : next;
}
