/** In how few characters a secret may show: the last four, as a hint. From here on it has leaked. */
const tooMuch = 13;

/** Ways in which a secret could be written down: as it is, and as it is coded on its way through headers and bodies. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // In the middle of something longer, base64 begins at one of three places.
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before === 0 ? 0 : 4)
      .replace(/=+$/, '')
      .slice(0, -1),
  );
  const plain = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
  ];
  const urlSafe = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([...plain, ...base64, ...urlSafe].map((form) => form.slice(0, tooMuch)))];
}

/** What is secret of it: keys and mailed tokens begin with their kind and their tenant's id. */
const partsOf = (secret: string) => {
  const [, random] = /^[a-z]+_[0-9a-f]{32}_?(.+)$/.exec(secret) ?? [];
  return random ? [random] : [secret, secret.slice(-43)];
};

/** Which of the secrets, given by what they are, a text holds, whole or in part. */
export function secretsIn(text: string, secrets: ReadonlyMap<string, string>): string[] {
  const shows = (secret: string) =>
    partsOf(secret).some((part) => formsOf(part).some((form) => text.includes(form)));
  return [...secrets].filter(([, secret]) => shows(secret)).map(([name]) => name);
}
