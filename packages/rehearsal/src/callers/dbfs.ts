import { rms } from '../speech/rms.ts';

/** Loudness of 16-bit samples in decibels relative to full scale; −Infinity for silence. */
export const dbfs = (pcm: Int16Array): number => 20 * Math.log10(rms(pcm) / 32_768);

/** 10 ms louder than this are audible. Speech lies 20 to 30 dB above, an idle track at −∞. */
export const audibleDbfs = -45;
