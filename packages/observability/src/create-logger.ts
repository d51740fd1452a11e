import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { isoTime } from './iso-time.ts';
import { type RedactOptions, redact, scrubText } from './redact.ts';
import { serializeError, serializeRequest, serializeResponse } from './serializers.ts';

export interface LogSettings {
  /** Which part speaks: `control-plane`, `agent-worker`. */
  name: string;
  level?: string;
  /** Leave callers' words readable: for debugging on one's own machine only. */
  showPii?: boolean;
}

/** Pino options with redaction; Fastify takes them as `logger`. */
export function loggerOptions({ name, level = 'info', showPii = false }: LogSettings): LoggerOptions {
  return {
    name,
    level,
    timestamp: isoTime(),
    serializers: {
      err: serializeError,
      error: serializeError,
      req: serializeRequest,
      res: serializeResponse,
    },
    formatters: {
      level: (label) => ({ level: label }),
      bindings: ({ hostname, ...bindings }) => bindings,
      log: (object) => redact(object, { showPii }),
    },
    hooks: { streamWrite: scrubText },
    onChild: (child) => redactBindings(child, { showPii }),
  };
}

/** Pino's formatters do not see a child's bindings; they are kept as text, `,"key":value` after another. */
function redactBindings(child: object, options: RedactOptions) {
  const holder = child as Record<symbol, string>;
  const { chindingsSym } = pino.symbols;
  const bindings = JSON.parse(`{${holder[chindingsSym]?.slice(1) ?? ''}}`);
  holder[chindingsSym] = JSON.stringify(redact(bindings, options))
    .slice(1, -1)
    .replace(/^(?=.)/, ',');
}

/**
 * A JSON logger. Callers' words go under a key with a `pii` segment (`{ pii: { text } }`), never into the message.
 * @param destination where lines go; standard output when left out.
 */
export function createLogger(settings: LogSettings, destination?: DestinationStream): Logger {
  const options = loggerOptions(settings);
  return destination ? pino(options, destination) : pino(options);
}
