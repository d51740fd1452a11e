/** What the bootstrap brings by itself. Nothing here is "latest": each was tried. */
export const versions = {
  minimumNodeMajor: 24,
  node: '24.21.0',
  pnpm: '12.21.0',
  livekit: 'v1.13.5',
  /** The `go` line of the LiveKit server's go.mod. */
  minimumGo: [1, 26],
  /** From here on the go command fetches the toolchain that a module asks for. */
  selfUpdatingGo: [1, 21],
  pocketsphinx: '5.1.1',
};
