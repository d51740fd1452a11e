/** The flite voices that can be spoken with: slt is a woman's, rms and awb are men's, kal is robotic at 8 kHz, kal16 at 16 kHz. */
export const voices = ['slt', 'rms', 'awb', 'kal', 'kal16'] as const;
export type Voice = (typeof voices)[number];

export const isVoice = (name: string): name is Voice => (voices as readonly string[]).includes(name);
