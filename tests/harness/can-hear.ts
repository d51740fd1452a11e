import { execFileSync } from 'node:child_process';

/** Whether the recogniser is here, so that calls can be spoken. */
export const canHear = hasRecognizer(process.env.PARLEY_PYTHON ?? 'python3');

function hasRecognizer(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import pocketsphinx'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
