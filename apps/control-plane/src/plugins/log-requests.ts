import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { LogController } from 'fastify';
import { isSocketUpgrade } from './guard-upgrades.ts';

/**
 * One line for each request, when it is answered; a socket's, which may stay for hours, when it is asked for. A path
 * is told as its route has it: ids and queries are of people.
 */
export class RequestLines extends LogController {
  readonly #log: FastifyBaseLogger;

  constructor(log: FastifyBaseLogger) {
    super();
    // The few fields of these lines are known, and hold nothing that would have to be looked for and taken out.
    this.#log = log.child({}, { formatters: { log: (line: object) => line } } as object) as FastifyBaseLogger;
  }

  override incomingRequest(request: FastifyRequest): void {
    if (isSocketUpgrade(request.raw)) this.#say('info', request, {}, 'socket requested');
  }

  override requestCompleted(
    err: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const answer = { status: reply.statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 };
    if (err) this.#say('error', request, { ...answer, err }, 'request failed while it was answered');
    else this.#say('info', request, answer, 'request completed');
  }

  #say(level: 'info' | 'error', request: FastifyRequest, more: object, message: string): void {
    const { id: reqId, method, ip, routeOptions } = request;
    const line = { method, route: routeOptions.url ?? 'unknown', ip, ...more };
    // A route with a level of its own has a logger that knows it.
    if (routeOptions.logLevel) request.log[level](line, message);
    else this.#log[level]({ reqId, ...line }, message);
  }
}

type Line = Parameters<FastifyBaseLogger['info']>;

/** The logger of one request. Most requests say nothing more than their line: it is made when one does. */
class RequestLog {
  readonly #parent: FastifyBaseLogger;
  readonly #bindings: object;
  readonly #options: object;
  #own: FastifyBaseLogger | undefined;

  constructor(parent: FastifyBaseLogger, bindings: object, options: object) {
    this.#parent = parent;
    this.#bindings = bindings;
    this.#options = options;
  }

  get #log(): FastifyBaseLogger {
    this.#own ??= this.#parent.child(this.#bindings, this.#options);
    return this.#own;
  }

  get level(): string {
    return this.#log.level;
  }
  child(...input: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#log.child(...input);
  }
  fatal(...line: Line): void {
    this.#log.fatal(...line);
  }
  error(...line: Line): void {
    this.#log.error(...line);
  }
  warn(...line: Line): void {
    this.#log.warn(...line);
  }
  info(...line: Line): void {
    this.#log.info(...line);
  }
  debug(...line: Line): void {
    this.#log.debug(...line);
  }
  trace(...line: Line): void {
    this.#log.trace(...line);
  }
  silent(...line: Line): void {
    this.#log.silent(...line);
  }
}

/** For Fastify's `setChildLoggerFactory`. */
export const requestLog = (parent: FastifyBaseLogger, bindings: object, options: object): FastifyBaseLogger =>
  new RequestLog(parent, bindings, options);
