export interface Mail {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

/** Sends mail to people; resolves when a server has taken it. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
