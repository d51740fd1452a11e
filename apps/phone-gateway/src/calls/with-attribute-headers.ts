/** The headers of a trunk, and those that a call's attributes become. */
export function withAttributeHeaders(
  headers: Record<string, string>,
  attributes: Record<string, string>,
  attributesToHeaders: Record<string, string>,
): Record<string, string> {
  const all = { ...headers };
  for (const [attribute, header] of Object.entries(attributesToHeaders)) {
    const value = attributes[attribute];
    if (value !== undefined) all[header] = value;
  }
  return all;
}
