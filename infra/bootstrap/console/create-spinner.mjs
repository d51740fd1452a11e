import { formatDuration } from './format-duration.mjs';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @typedef {{ name: string, startedAt: number, line: string }} SpinnerEntry */

/**
 * One line at the bottom of a terminal for the steps at work: the oldest in full, the others by name.
 * @param {{ stream: NodeJS.WriteStream, enabled: boolean, now: () => number }} options
 */
export const createSpinner = ({ stream, enabled, now }) => {
  /** @type {SpinnerEntry[]} */
  const entries = [];
  /** @type {NodeJS.Timeout | null} */
  let timer = null;
  let frame = 0;

  const clear = () => {
    if (enabled) stream.write('\r\u001b[2K');
  };
  const draw = () => {
    const first = entries[0];
    if (!enabled || !first) return;
    frame = (frame + 1) % frames.length;
    const others = entries.slice(1).map((entry) => entry.name);
    const text = [
      `${frames[frame]} ${first.name} ${formatDuration(now() - first.startedAt)}`,
      others.length > 0 ? `also: ${others.join(', ')}` : '',
      first.line,
    ];
    const width = Math.max(20, (stream.columns || 80) - 1);
    stream.write(`\r\u001b[2K${text.filter(Boolean).join(' · ').slice(0, width)}`);
  };

  return {
    /** @param {SpinnerEntry} entry */
    add: (entry) => {
      entries.push(entry);
      if (enabled && !timer) timer = setInterval(draw, 100).unref();
      draw();
    },
    /** @param {SpinnerEntry} entry */
    remove: (entry) => {
      entries.splice(entries.indexOf(entry), 1);
      clear();
      if (entries.length === 0 && timer) {
        clearInterval(timer);
        timer = null;
      }
    },
    /** Writes above the line. @param {() => void} write */
    above: (write) => {
      if (entries.length > 0) clear();
      write();
      draw();
    },
  };
};
