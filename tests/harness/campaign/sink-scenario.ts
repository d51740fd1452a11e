const sdp = `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 6000 RTP/AVP 0 101
a=rtpmap:101 telephone-event/8000
a=sendrecv`;

const send = (text: string, attributes = '') => `<send ${attributes}><![CDATA[

${text}

]]></send>`;

const respond = (line: string, body = '') =>
  send(
    `SIP/2.0 ${line}
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:sink@[local_ip]:[local_port];transport=[transport]>
${body && 'Content-Type: application/sdp\n'}Content-Length: [len]
${body && `\n${body}`}`,
    Number(line.slice(0, 3)) >= 200 ? 'retrans="500"' : '',
  );

const pause = (ms: number) => `<pause milliseconds="${ms}"/>`;
const label = (name: number) => `<label id="${name}"/>`;

/** How the sink takes a number, by the last digit. */
export const dispositions = {
  0: 'answered',
  1: 'answered',
  2: 'answered',
  3: 'answered',
  4: 'answered',
  5: 'busy',
  6: 'busy',
  7: 'no_answer',
  8: 'carrier_failed',
  9: 'invalid_number',
} as const;
export type Disposition = (typeof dispositions)[keyof typeof dispositions];
export const dispositionOf = (number: string): Disposition =>
  dispositions[Number(number.at(-1)) as keyof typeof dispositions];

const refusals: [disposition: Disposition, line: string, rings: boolean][] = [
  ['busy', '486 Busy Here', false],
  ['no_answer', '480 Temporarily Unavailable', true],
  ['carrier_failed', '503 Service Unavailable', false],
  ['invalid_number', '404 Not Found', false],
];
const digitsOf = (wanted: Disposition) =>
  Object.entries(dispositions).flatMap(([digit, disposition]) => (disposition === wanted ? digit : []));

/** One scenario for all numbers of a campaign: sipp answers, and hangs up soon; or refuses, with or without ringing. */
export const sinkScenario = [
  '<recv request="INVITE" crlf="true" rrs="true"><action>',
  '<ereg regexp=".*" search_in="hdr" header="From:" assign_to="caller"/>',
  '<ereg regexp=".*" search_in="hdr" header="To:" assign_to="callee"/>',
  ...refusals.map(
    ([name], index) =>
      `<ereg regexp="INVITE sip:[^@]*[${digitsOf(name).join('')}]@" search_in="msg" check_it="false" assign_to="is${index}"/>`,
  ),
  '</action></recv>',
  ...refusals.map((_, index) => `<nop next="${index + 1}" test="is${index}"/>`),
  respond('180 Ringing'),
  pause(100),
  respond('200 OK', sdp),
  '<recv request="ACK"/>',
  pause(300),
  send(
    `BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: [$callee];tag=[call_number]
To: [$caller]
[last_Call-ID:]
CSeq: 2 BYE
Max-Forwards: 70
Content-Length: 0`,
    'retrans="500"',
  ),
  '<recv response="200" next="9"/>',
  ...refusals.flatMap(([, line, rings], index) => [
    label(index + 1),
    ...(rings ? [respond('180 Ringing'), pause(200)] : []),
    respond(line),
    '<recv request="ACK" next="9"/>',
  ]),
  label(9),
  pause(500),
].join('\n');
