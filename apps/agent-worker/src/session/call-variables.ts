import { type BuiltInVariable, fillVariables, type SessionBrief } from '@parley/contracts';

/** Fills the variables of a text in. */
export type FillIn = (text: string) => string;

/** Built-in variables as they are when the call begins, and the agent's own, which may hold built-in ones; those of a call go before them. */
export function callVariables(brief: SessionBrief, at: Date): FillIn {
  const { config, time_zone: timeZone } = brief;
  const language = config.languages.first;
  const clock = (options: Intl.DateTimeFormatOptions): string =>
    formatted(language, { ...options, timeZone }, at);
  const builtIn: Record<BuiltInVariable, string> = {
    business_name: brief.tenant_name,
    agent_name: brief.agent_name,
    date: clock({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: clock({ hour: 'numeric', minute: '2-digit' }),
    weekday: clock({ weekday: 'long' }),
    language,
  };
  const own = Object.entries(config.variables).map(([name, value]) => [name, fillVariables(value, builtIn)]);
  const values = { ...Object.fromEntries(own), ...brief.call?.variables, ...builtIn };
  return (text) => fillVariables(text, values);
}

/** A language that this machine does not know must not cost the call. */
function formatted(language: string, options: Intl.DateTimeFormatOptions, at: Date): string {
  try {
    return new Intl.DateTimeFormat(language, options).format(at);
  } catch {
    return new Intl.DateTimeFormat('en', options).format(at);
  }
}
