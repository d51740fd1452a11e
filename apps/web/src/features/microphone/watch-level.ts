/**
 * Calls `onLevel` on every animation frame with the loudness of a stream: 0 is silence, 1 is a shout.
 * @returns a function that stops it
 */
export function watchLevel(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = openContext();
  if (!context) return () => {};
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let frame = 0;
  const measure = (): void => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(loudness(samples));
    frame = requestAnimationFrame(measure);
  };
  void context.resume();
  measure();
  return () => {
    cancelAnimationFrame(frame);
    void context.close();
  };
}

/** From −60 dBFS (0) to −6 dBFS (1), which is where speech into a laptop moves. */
export function loudness(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(power + 1e-12);
  return Math.min(1, Math.max(0, (decibels + 60) / 54));
}

/** Undefined where the browser has no audio output to give: a meter is not worth a broken page. */
function openContext(): AudioContext | undefined {
  try {
    return new AudioContext();
  } catch {
    return undefined;
  }
}
