/** Tokens are signed on another thread. @returns whether one is being signed just now, anywhere in this process. */
export function countSignatures(): () => boolean {
  const { subtle } = globalThis.crypto;
  let underWay = 0;
  const counted =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      underWay += 1;
      try {
        return await work(...args);
      } finally {
        underWay -= 1;
      }
    };
  subtle.sign = counted(subtle.sign.bind(subtle));
  subtle.importKey = counted(subtle.importKey.bind(subtle)) as typeof subtle.importKey;
  return () => underWay > 0;
}
