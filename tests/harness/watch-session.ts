import { type SessionEventType, type ViewerMessage, viewerMessageSchema } from '@parley/contracts';
import { WebSocket } from 'ws';

type Message<T extends SessionEventType> = Extract<ViewerMessage, { type: T }>;

/** A viewer's socket and all that it has received. */
export interface SessionWatch {
  messages: ViewerMessage[];
  of<T extends SessionEventType>(type: T): Message<T>[];
  /** The first message, come or yet to come, that the predicate accepts. */
  until(accepts: (message: ViewerMessage) => boolean, within: number, what: string): Promise<ViewerMessage>;
  /** Resolves with the code that the socket was closed with. */
  closed: Promise<number>;
  close(): void;
}

export interface WatchSessionOptions {
  wsUrl: string;
  sessionId: string;
  key: string;
  after?: number;
}

/** Opens `WS /ws/transcript/{id}`; a message that has not the shape of the contract fails the next `until`. */
export async function watchSession(options: WatchSessionOptions): Promise<SessionWatch> {
  const query = options.after === undefined ? '' : `?after=${options.after}`;
  const socket = new WebSocket(`${options.wsUrl}/ws/transcript/${options.sessionId}${query}`, {
    headers: { authorization: `Bearer ${options.key}` },
  });
  const messages: ViewerMessage[] = [];
  let broken: Error | undefined;
  socket.on('message', (data) => {
    const parsed = viewerMessageSchema.safeParse(JSON.parse(String(data)));
    if (parsed.success) messages.push(parsed.data);
    else broken ??= new Error(`not a viewer's message: ${data}`, { cause: parsed.error });
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    messages,
    of: <T extends SessionEventType>(type: T) =>
      messages.filter((message): message is Message<T> => message.type === type),
    until: (accepts, within, what) =>
      new Promise((resolve, reject) => {
        const settle = (outcome: () => void) => {
          clearTimeout(timer);
          socket.off('message', check).off('close', gone);
          outcome();
        };
        const fail = (why: string) => {
          const seen = messages.map((message) => message.type).join(' ');
          settle(() => reject(new Error(`${why}: ${what}; seen: ${seen}`, { cause: broken })));
        };
        const gone = () => fail('the socket closed');
        const check = () => {
          const found = messages.find(accepts);
          if (broken) fail('a message without the right shape came');
          else if (found) settle(() => resolve(found));
        };
        const timer = setTimeout(() => fail(`not within ${within} ms`), within);
        socket.on('message', check).on('close', gone);
        check();
        if (socket.readyState === WebSocket.CLOSED && !messages.some(accepts)) gone();
      }),
    closed,
    close: () => socket.close(1000),
  };
}
