export interface Mail {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
}

/** Sends mail to people; resolves when a server has taken it. */
export interface Mailer {
  /** Whether mail reaches people at all; without a server it does not. */
  readonly delivers: boolean;
  send(mail: Mail): Promise<void>;
}
