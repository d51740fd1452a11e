/** What .env.example needs to know of a setting; a definition without zod (the bootstrap's) will do. */
export interface DocumentedSetting {
  doc: string;
  env: string;
  default?: unknown;
  secret?: boolean;
  example?: string;
}

export interface ConfigSection {
  title: string;
  settings: Record<string, DocumentedSetting>;
}

const heading = `# Parley's settings. Copy to .env and change what you need: everything has a working default,
# except what is marked "no default". An empty value counts as unset.
# Generated from the config definitions: node packages/config/src/generate-env-example.ts
`;

/** The text of .env.example. A variable that several parts read is listed once, under the first. */
export function renderEnvExample(sections: readonly ConfigSection[]): string {
  const seen = new Set<string>();
  const blocks = [heading];
  for (const { title, settings } of sections) {
    const own = Object.values(settings).filter(({ env }) => !seen.has(env));
    if (own.length === 0) continue;
    for (const { env } of own) seen.add(env);
    blocks.push(`# --- ${title} ---\n`, ...own.map(renderSetting));
  }
  return blocks.join('\n');
}

function renderSetting(setting: DocumentedSetting): string {
  const doc = setting.doc.split('\n').map((line) => `# ${line}`.trimEnd());
  const value = setting.secret ? '' : textOf(setting.default ?? setting.example ?? '');
  if (setting.default === undefined) doc.push('# (no default)');
  return `${doc.join('\n')}\n#${setting.env}=${value}\n`;
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value));
