/** The parameters of `Digest a="b", c=d`, names in lower case; undefined when it is not Digest. */
export function parseDigest(header: string): Record<string, string> | undefined {
  const [, rest] = /^\s*digest\s+(.*)$/is.exec(header) ?? [];
  if (rest === undefined || rest.length > 2_000) return undefined;
  const parameters: Record<string, string> = Object.create(null);
  for (const [, name, quoted, bare] of rest.matchAll(/([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g))
    if (name) parameters[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
  return parameters;
}
