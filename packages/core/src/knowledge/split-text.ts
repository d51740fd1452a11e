/** A search should find a passage, and an agent should not have to read more aloud. */
const targetLength = 900;

/** Long text in passages of whole sentences; short text as it is. */
export function splitText(text: string): string[] {
  if (text.length <= targetLength * 1.5) return [text];
  const passages: string[] = [];
  for (const sentence of text.split(/(?<=[.!?…])\s+|\n{2,}/)) {
    const last = passages.at(-1);
    if (last !== undefined && last.length + sentence.length < targetLength)
      passages[passages.length - 1] = `${last} ${sentence}`;
    else passages.push(sentence);
  }
  return passages;
}
