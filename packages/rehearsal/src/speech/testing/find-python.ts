/**
 * The Python that tests recognise speech with; undefined where there is none, and they are skipped.
 * @throws Error in CI, where nothing may be skipped.
 */
export function findPython(): string | undefined {
  const python = process.env.PARLEY_PYTHON;
  if (!python && process.env.CI) throw new Error('PARLEY_PYTHON is not set: CI must not skip recognition');
  if (!python) console.warn('skipped: PARLEY_PYTHON names no Python with pocketsphinx (npm test brings one)');
  return python;
}
