import { isParleyApiError } from '@parley/api-client';

export interface FormProblem {
  /** What is wrong with a field, by its name. */
  fields: Record<string, string>;
  /** What is wrong with no field that is shown. */
  general?: string;
}

/** A refusal, sorted to the fields of a form. */
export function accountProblem(error: unknown, names: readonly string[]): FormProblem {
  if (!isParleyApiError(error)) return { fields: {}, general: 'It did not work. Try again.' };
  const { code, issues, detail } = error;
  if (code === 'NETWORK' || code === 'TIMEOUT') {
    const general = 'Parley’s server cannot be reached. Check your network and that the server is running.';
    return { fields: {}, general };
  }
  if (code === 'RATE_LIMITED')
    return { fields: {}, general: 'Too many attempts. Wait a while, then try again.' };
  if (code === 'INVALID_CREDENTIALS' && names.includes('password')) {
    return { fields: { password: 'This is not the password of your account.' } };
  }
  const shown = issues.filter(({ path }) => names.includes(path));
  const fields = Object.fromEntries(shown.map(({ path, message }) => [path, message]));
  const other = issues.find(({ path }) => !names.includes(path));
  if (shown.length > 0 && !other) return { fields };
  return { fields, general: other?.message ?? detail };
}
