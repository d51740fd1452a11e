/** Things that happen, in order, for one reader. */
export interface Inbox<T> {
  put(item: T): void;
  /** The oldest unread thing, or the next that happens. */
  next(): Promise<T>;
}

export function createInbox<T>(): Inbox<T> {
  const items: T[] = [];
  let wake: (() => void) | undefined;
  return {
    put(item) {
      items.push(item);
      wake?.();
    },
    async next() {
      while (items.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return items.shift() as T;
    },
  };
}
