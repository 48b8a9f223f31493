const AGAIN_MS = 8_000;
const TONES = [
  [880, 0],
  [1_175, 0.18],
] as const;

let audio: AudioContext | null = null;
let timer: ReturnType<typeof setInterval> | undefined;

/** Browsers let a page sound after somebody touched it: to be called then. Sounds once, so that it is known to work. */
export async function turnSoundOn(): Promise<boolean> {
  audio ??= new AudioContext();
  await audio.resume();
  sound();
  return audio.state === 'running';
}

export function turnSoundOff(): void {
  stopChime();
  void audio?.close();
  audio = null;
}

function sound(): void {
  if (audio?.state !== 'running') return;
  for (const [frequency, delay] of TONES) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const at = audio.currentTime + delay;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.3, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.5);
  }
}

/** Sounds at once and again until {@link stopChime}. */
export function startChime(): void {
  stopChime();
  sound();
  timer = setInterval(sound, AGAIN_MS);
}

export const stopChime = (): void => clearInterval(timer);
