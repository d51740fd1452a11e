/** Says the words by the browser's own voice, else plays two falling tones. */
export function sayAloud(words: string): void {
  const voice = window.speechSynthesis as SpeechSynthesis | undefined;
  if (voice && voice.getVoices().length > 0) {
    voice.cancel();
    voice.speak(new SpeechSynthesisUtterance(words));
    return;
  }
  playTones([440, 330]);
}

function playTones(frequencies: number[]): void {
  const context = new AudioContext();
  const volume = context.createGain();
  volume.gain.value = 0.15;
  volume.connect(context.destination);
  const toneS = 0.18;
  frequencies.forEach((frequency, index) => {
    const tone = context.createOscillator();
    tone.frequency.value = frequency;
    tone.connect(volume);
    tone.start(context.currentTime + index * toneS);
    tone.stop(context.currentTime + (index + 1) * toneS);
    if (index === frequencies.length - 1) tone.addEventListener('ended', () => void context.close());
  });
}
