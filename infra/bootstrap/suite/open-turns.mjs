/**
 * @typedef {object} Turn what one of several writers at once writes to
 * @property {(chunk: Uint8Array | string) => void} write
 * @property {() => void} end
 */

/**
 * Lets several write at once to what is read from top to bottom: the first writes through, what the others say is
 * kept until those before them have ended.
 * @param {Turn['write']} write
 */
export const openTurns = (write) => {
  /** @type {{ kept: (Uint8Array | string)[], ended: boolean }[]} */
  const waiting = [];
  const goOn = () => {
    for (let first = waiting[0]; first; first = waiting[0]) {
      for (const chunk of first.kept.splice(0)) write(chunk);
      if (!first.ended) return;
      waiting.shift();
    }
  };
  return {
    /** The next in order. @returns {Turn} */
    open: () => {
      const turn = { kept: /** @type {(Uint8Array | string)[]} */ ([]), ended: false };
      waiting.push(turn);
      return {
        write: (chunk) => {
          turn.kept.push(chunk);
          goOn();
        },
        end: () => {
          turn.ended = true;
          goOn();
        },
      };
    },
  };
};
