/** The kitchen's sound. Browsers allow it only after somebody has touched the page, so it begins switched off. */
export function createChime() {
  let audio;
  let lastAt = -Infinity;

  const note = (frequency, at) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.35);
  };

  const play = () => {
    note(880, audio.currentTime);
    note(1320, audio.currentTime + 0.18);
  };

  return {
    isOn: () => audio !== undefined,
    /** Call it from a click; it plays once, so that people know what to listen for. */
    switchOn: async () => {
      audio = new AudioContext();
      await audio.resume();
      play();
    },
    switchOff: async () => {
      const ending = audio;
      audio = undefined;
      await ending?.close();
    },
    /** Rings once for orders that come together. Returns whether it rang. */
    ring: () => {
      if (!audio || performance.now() - lastAt < 400) return false;
      lastAt = performance.now();
      play();
      return true;
    },
  };
}
