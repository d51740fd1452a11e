/** The pieces of sipp scenarios; [words in brackets] are filled in by sipp. */

const sdp = (direction: string, formats = '0 8 101') => `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP ${formats}
a=rtpmap:101 telephone-event/8000
a=${direction}`;

const callerHeaders = (method: string, { cseq = 1, to = '[service]', tag = '[peer_tag_param]' } = {}) =>
  `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "Ann" <sip:+15550142@[local_ip]>;tag=[call_number]
To: <sip:${to}@[remote_ip]:[remote_port]>${tag}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70`;

const send = (text: string, attributes = 'retrans="500"') => `<send ${attributes}><![CDATA[

${text}

]]></send>`;

export const expectStatus = (status: number, attributes = '') => `<recv response="${status}" ${attributes}/>`;
export const maybe = (status: number) => expectStatus(status, 'optional="true"');
export const expectRequest = (method: string, attributes = '') => `<recv request="${method}" ${attributes}/>`;
export const pause = (ms: number) => `<pause milliseconds="${ms}"/>`;
/** Plays raw µ-law over RTP, once, without waiting for its end. */
export const play = (file: string) => `<nop><action><exec rtp_stream="${file},1,0"/></action></nop>`;

export const invite = ({
  cseq = 1,
  direction = 'sendrecv',
  extra = '',
  tag = '',
  formats = '0 8 101',
} = {}) =>
  send(`INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
${callerHeaders('INVITE', { cseq, tag })}
${extra}${extra && '\n'}Content-Type: application/sdp
Content-Length: [len]

${sdp(direction, formats)}`);

export const reinvite = (direction: string, cseq = 2) =>
  send(`INVITE [next_url] SIP/2.0
${callerHeaders('INVITE', { cseq })}
Content-Type: application/sdp
Content-Length: [len]

${sdp(direction)}`);

export const ack = (cseq = 1) =>
  send(`ACK [next_url] SIP/2.0\n${callerHeaders('ACK', { cseq })}\nContent-Length: 0`, '');

/** Of a refusal, which belongs to the INVITE's own transaction. */
export const ackRefusalOf = (cseq: number) =>
  send(
    `ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
[last_Via:]
From: "Ann" <sip:+15550142@[local_ip]>;tag=[call_number]
[last_To:]
Call-ID: [call_id]
CSeq: ${cseq} ACK
Max-Forwards: 70
Content-Length: 0`,
    '',
  );
export const ackRefusal = ackRefusalOf(1);

export const bye = (cseq = 2) =>
  send(`BYE [next_url] SIP/2.0\n${callerHeaders('BYE', { cseq })}\nContent-Length: 0`);

export const cancel = send(`CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0
[last_Via:]
From: "Ann" <sip:+15550142@[local_ip]>;tag=[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>
Call-ID: [call_id]
CSeq: 1 CANCEL
Max-Forwards: 70
Content-Length: 0`);

/** The callee's answer to the request it received last. */
export const respond = (line: string, { body = false, headers = '' } = {}) =>
  send(
    `SIP/2.0 ${line}
[last_Via:]
[last_From:]
[last_To:];tag=[call_number]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
${headers}${headers && '\n'}${body ? 'Content-Type: application/sdp\n' : ''}Content-Length: [len]
${body ? `\n${sdp('sendrecv')}` : ''}`,
    Number(line.slice(0, 3)) >= (body ? 200 : 300) ? 'retrans="500"' : '',
  );

/** Within a dialog the To has its tag already. */
export const confirm = send(
  `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0`,
  '',
);
