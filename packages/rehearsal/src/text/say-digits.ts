const names = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** The groups a telephone number is told in: the last four apart, threes before. */
export function groupDigits(digits: string): string[] {
  if (digits.length < 5) return [digits];
  const head = digits.slice(0, -4);
  const first = head.length % 3;
  const groups = first === 0 ? [] : [head.slice(0, first)];
  for (let i = first; i < head.length; i += 3) groups.push(head.slice(i, i + 3));
  return [...groups, digits.slice(-4)];
}

/** `5550142` → `five five five, zero one four two`. */
export const sayDigits = (digits: string): string =>
  groupDigits(digits)
    .map((group) => [...group].map((digit) => names[Number(digit)]).join(' '))
    .join(', ');
