/** Takes phrases off the text, again and again until none of them is left at its edge. */
export function stripPhrases(text: string, phrases: RegExp[]): string {
  let rest = text.trim();
  for (let before = ''; before !== rest; ) {
    before = rest;
    for (const phrase of phrases) rest = rest.replace(phrase, '').trim();
  }
  return rest;
}
