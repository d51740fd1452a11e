import { styleText } from 'node:util';
import type { ViewerMessage } from '@parley/contracts';

export interface PrinterOutput {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface TranscriptPrinter {
  show(event: ViewerMessage): void;
  /** Leaves the line that is still changing. */
  end(): void;
}

const clearLine = '\r\x1b[2K';
const colors = { caller: 'cyan', agent: 'green' } as const;

/** Prints a call as it happens: interim words are rewritten in place on a terminal and left out elsewhere. */
export function createTranscriptPrinter(output: PrinterOutput): TranscriptPrinter {
  const live = new Map<string, string>();
  const paint = (style: 'cyan' | 'green' | 'dim', text: string): string =>
    output.isTTY ? styleText(style, text) : text;
  const label = (speaker: 'caller' | 'agent'): string => paint(colors[speaker], speaker.padEnd(8));

  const redraw = (): void => {
    const [latest] = [...live.values()].slice(-1);
    if (output.isTTY && latest !== undefined) output.write(latest);
  };
  const line = (text: string): void => {
    output.write(`${output.isTTY ? clearLine : ''}${text}\n`);
    redraw();
  };
  const interim = (event: ViewerMessage & { type: 'transcript' }): void => {
    if (!output.isTTY) return;
    const room = Math.max(10, (output.columns || 80) - 12);
    const text = event.text.length > room ? `…${event.text.slice(1 - room)}` : event.text;
    live.delete(event.segment_id);
    live.set(event.segment_id, `${clearLine}  ${label(event.speaker)}${paint('dim', text)}`);
    redraw();
  };
  return {
    show(event) {
      if (event.type === 'transcript' && !event.final) interim(event);
      if (event.type === 'transcript' && event.final) {
        live.delete(event.segment_id);
        line(`  ${label(event.speaker)}${event.text}${event.interrupted ? paint('dim', ' — cut off') : ''}`);
      }
      if (event.type === 'tool' && event.status !== 'started')
        line(paint('dim', `          · ${event.name}${event.status === 'failed' ? ' failed' : ''}`));
      if (event.type === 'error') line(paint('dim', `          ! ${event.source}: ${event.message}`));
    },
    end() {
      live.clear();
      if (output.isTTY) output.write(clearLine);
    },
  };
}
