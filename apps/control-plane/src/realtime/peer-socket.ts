/** What is used of a `ws` WebSocket. */
export interface PeerSocket {
  readonly bufferedAmount: number;
  readonly readyState: number;
  send(text: string, done?: (error?: Error) => void): void;
  close(code: number, reason?: string): void;
  terminate(): void;
  ping(): void;
  pause(): void;
  resume(): void;
  on(event: 'message', listener: (data: unknown, isBinary: boolean) => void): unknown;
  on(event: 'close' | 'pong', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export const isOpen = (socket: PeerSocket): boolean => socket.readyState === 1;
