export const section = (title: string, body: string): string => `# ${title}\n${body.trim()}`;

/** A code that nobody knows must not cost the call: the model is told it as it is. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
