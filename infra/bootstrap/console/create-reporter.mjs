import { createSpinner } from './create-spinner.mjs';
import { formatDuration } from './format-duration.mjs';

/** How often a long step says that it is alive where no spinner can be drawn. */
const heartbeatMs = 10_000;

/**
 * @typedef {object} Step
 * @property {(line: string) => void} working the latest line of the tool at work
 * @property {(detail: string) => void} done what to say behind the name once it is over
 *
 * @typedef {object} Reporter
 * @property {<T>(name: string, run: (step: Step) => Promise<T>) => Promise<T>} step
 * @property {(text: string) => void} say
 * @property {(text: string) => void} warn
 */

/**
 * @param {{ stream?: NodeJS.WriteStream, animate?: boolean, now?: () => number }} [options]
 * @returns {Reporter}
 */
export const createReporter = ({ stream = process.stdout, animate, now = Date.now } = {}) => {
  const tty = animate ?? Boolean(stream.isTTY && !process.env.CI);
  const colour = tty && !process.env.NO_COLOR;
  /** @param {number} code @param {string} text */
  const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const spinner = createSpinner({ stream, enabled: tty, now });
  /** @param {string} text */
  const print = (text) => spinner.above(() => stream.write(`${text}\n`));

  return {
    say: (text) => print(text),
    warn: (text) => print(`${paint(33, '!')} ${text}`),
    step: async (name, run) => {
      const startedAt = now();
      const entry = { name, startedAt, line: '', detail: '' };
      const elapsed = () => formatDuration(now() - startedAt);
      if (!tty) print(`- ${name} …`);
      const heartbeat = tty
        ? null
        : setInterval(
            () => print(`  … ${name}: ${elapsed()}${entry.line ? ` · ${entry.line}` : ''}`),
            heartbeatMs,
          );
      spinner.add(entry);
      try {
        const result = await run({
          working: (line) => {
            entry.line = line;
          },
          done: (detail) => {
            entry.detail = detail;
          },
        });
        spinner.remove(entry);
        print(`${paint(32, '✓')} ${name} ${paint(2, [elapsed(), entry.detail].filter(Boolean).join(' · '))}`);
        return result;
      } catch (error) {
        spinner.remove(entry);
        print(`${paint(31, '✗')} ${name} failed after ${elapsed()}`);
        throw error;
      } finally {
        if (heartbeat) clearInterval(heartbeat);
      }
    },
  };
};
