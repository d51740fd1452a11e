import type { FastifyInstance } from 'fastify';
import { newSid } from '../new-sid.ts';
import { TwilioRefusal } from '../twilio-refusal.ts';
import { page2010 } from './page.ts';
import { field, type RestContext } from './rest-context.ts';

type Sid = { Params: { sid: string } };

/** Credentials and address lists, which trunks are associated with. */
export function sipRoutes(app: FastifyInstance, { state }: RestContext): void {
  const base = `/2010-04-01/Accounts/${state.accountSid}/SIP`;
  const lists = `${base}/CredentialLists`;
  const toList = ({ sid, friendlyName }: { sid: string; friendlyName: string }) => ({
    sid,
    account_sid: state.accountSid,
    friendly_name: friendlyName,
  });
  const find = (sid: string) => {
    const list = state.credentialLists.get(sid);
    if (!list) throw new TwilioRefusal(20404);
    return list;
  };

  app.get<{ Querystring: Record<string, string> }>(`${lists}.json`, ({ query }) =>
    page2010('credential_lists', [...state.credentialLists.values()].map(toList), `${lists}.json`, query),
  );
  app.post(`${lists}.json`, ({ body }, reply) => {
    const friendlyName = field(body, 'FriendlyName');
    if (!friendlyName) throw new TwilioRefusal(20001, 'FriendlyName is required');
    const list = { sid: newSid('CL'), friendlyName, credentials: new Map() };
    state.credentialLists.set(list.sid, list);
    return reply.code(201).send(toList(list));
  });
  app.delete<Sid>(`${lists}/:sid.json`, ({ params }, reply) => {
    const { sid } = find(params.sid);
    const used = [...state.trunks.values()].some(({ credentialLists }) => credentialLists.has(sid));
    if (used) throw new TwilioRefusal(20001, 'The credential list is in use by a trunk');
    state.credentialLists.delete(sid);
    return reply.code(204).send();
  });
  app.get<Sid & { Querystring: Record<string, string> }>(
    `${lists}/:sid/Credentials.json`,
    ({ params, query }) => {
      const all = [...find(params.sid).credentials.values()].map(({ sid, username }) => ({ sid, username }));
      return page2010('credentials', all, `${lists}/${params.sid}/Credentials.json`, query);
    },
  );
  app.post<Sid>(`${lists}/:sid/Credentials.json`, ({ params, body }, reply) => {
    const { credentials } = find(params.sid);
    const [username = '', password = ''] = [field(body, 'Username'), field(body, 'Password')];
    // At least 12 characters, a digit, and letters of both cases.
    const strong = password.length >= 12 && [/\d/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(password));
    if (!username || !strong) throw new TwilioRefusal(20001, 'Password is too weak');
    if ([...credentials.values()].some((known) => known.username === username))
      throw new TwilioRefusal(20001, 'Username is taken');
    const credential = { sid: newSid('CR'), username, password };
    credentials.set(credential.sid, credential);
    return reply.code(201).send({ sid: credential.sid, username, credential_list_sid: params.sid });
  });

  app.post(`${base}/IpAccessControlLists.json`, ({ body }, reply) => {
    const friendlyName = field(body, 'FriendlyName');
    if (!friendlyName) throw new TwilioRefusal(20001, 'FriendlyName is required');
    const list = { sid: newSid('AL'), friendlyName, addresses: new Map() };
    state.ipLists.set(list.sid, list);
    return reply.code(201).send(toList(list));
  });
}
