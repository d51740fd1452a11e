/** What Parley fills in by itself; dates and times are on the business's clock when the call begins. */
export const builtInVariables = [
  'business_name',
  'agent_name',
  'date',
  'time',
  'weekday',
  'language',
] as const;
export type BuiltInVariable = (typeof builtInVariables)[number];

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names between double braces in a text, each once. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(placeholder)].map(([, name = '']) => name)),
];

/** Whether braces that begin or end a variable belong to none: callers would hear them. */
export const hasOpenBraces = (text: string): boolean => /\{\{|\}\}/.test(text.replace(placeholder, ''));

/** The text with its variables filled in, once: what a value holds in braces stays. An unknown name stays too. */
export const fillVariables = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
