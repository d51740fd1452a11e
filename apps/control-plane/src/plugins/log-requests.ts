import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import { LogController } from 'fastify';
import { isSocketUpgrade } from './guard-upgrades.ts';
import { routeOf } from './route-of.ts';

/**
 * One line for each request, when it is answered; a socket's, which may stay for hours, when it is asked for. A path
 * is told as its route has it: ids and queries are of people.
 */
export class RequestLines extends LogController {
  readonly #log: FastifyBaseLogger;
  /** By the configuration of the route, which is there once. */
  readonly #ofRoutes = new WeakMap<object, FastifyBaseLogger>();

  constructor(log: FastifyBaseLogger) {
    super();
    this.#log = log;
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
    const line = Object.assign({ method: request.method, reqId: request.id, ip: request.ip }, more);
    this.#logOf(routeOf(request))[level](line, message);
  }

  /** What all lines of a route have is made into text once. */
  #logOf({ url: route = 'unknown', config, logLevel }: FastifyRequest['routeOptions']): FastifyBaseLogger {
    const known = this.#ofRoutes.get(config ?? this);
    if (known) return known;
    // The few fields of these lines are known, and hold nothing that would have to be looked for and taken out.
    const formatters = { log: (line: object) => line };
    const options = { formatters, ...(logLevel && { level: logLevel }) } as object;
    const log = this.#log.child({ route }, options) as FastifyBaseLogger;
    this.#ofRoutes.set(config ?? this, log);
    return log;
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
