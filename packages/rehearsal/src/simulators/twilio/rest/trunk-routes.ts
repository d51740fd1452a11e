import type { FastifyInstance } from 'fastify';
import { newSid } from '../new-sid.ts';
import { TwilioRefusal } from '../twilio-refusal.ts';
import type { SimulatedTrunk } from '../twilio-state.ts';
import { type PageQuery, pageV1 } from './page.ts';
import { field, type RestContext } from './rest-context.ts';

type Of<P> = { Params: P; Querystring: PageQuery };

/** Elastic SIP Trunking. @see https://www.twilio.com/docs/sip-trunking/api */
export function trunkRoutes(app: FastifyInstance, { state }: RestContext): void {
  const base = '/v1/Trunks';
  const toTrunk = (trunk: SimulatedTrunk) => ({
    sid: trunk.sid,
    account_sid: state.accountSid,
    friendly_name: trunk.friendlyName,
    domain_name: trunk.domainName,
    secure: trunk.secure,
    disaster_recovery_url: null,
    url: `${base}/${trunk.sid}`,
  });
  const find = (sid: string): SimulatedTrunk => {
    const trunk = state.trunks.get(sid);
    if (!trunk) throw new TwilioRefusal(20404);
    return trunk;
  };

  app.get<Of<object>>(base, ({ query }) =>
    pageV1('trunks', [...state.trunks.values()].map(toTrunk), base, query),
  );
  app.post(base, ({ body }, reply) => {
    const domainName = field(body, 'DomainName') ?? '';
    if (domainName && !domainName.endsWith('.pstn.twilio.com'))
      throw new TwilioRefusal(20001, 'DomainName must end in .pstn.twilio.com');
    const taken = [...state.trunks.values()].some((trunk) => domainName && trunk.domainName === domainName);
    if (taken || state.takenDomains.has(domainName)) throw new TwilioRefusal(21248);
    const trunk: SimulatedTrunk = {
      sid: newSid('TK'),
      friendlyName: field(body, 'FriendlyName') ?? '',
      domainName,
      secure: field(body, 'Secure') === 'true',
      originationUrls: new Map(),
      credentialLists: new Set(),
      ipAccessControlLists: new Set(),
    };
    state.trunks.set(trunk.sid, trunk);
    return reply.code(201).send(toTrunk(trunk));
  });
  app.get<Of<{ sid: string }>>(`${base}/:sid`, ({ params }) => toTrunk(find(params.sid)));
  app.delete<Of<{ sid: string }>>(`${base}/:sid`, ({ params }, reply) => {
    const trunk = find(params.sid);
    state.trunks.delete(trunk.sid);
    for (const number of state.incoming.values()) if (number.trunkSid === trunk.sid) number.trunkSid = null;
    return reply.code(204).send();
  });

  app.get<Of<{ sid: string }>>(`${base}/:sid/OriginationUrls`, ({ params, query }) => {
    const urls = [...find(params.sid).originationUrls.values()].map((url) => ({
      sid: url.sid,
      trunk_sid: params.sid,
      sip_url: url.sipUrl,
      friendly_name: url.friendlyName,
      enabled: true,
      priority: 10,
      weight: 10,
    }));
    return pageV1('origination_urls', urls, `${base}/${params.sid}/OriginationUrls`, query);
  });
  app.post<Of<{ sid: string }>>(`${base}/:sid/OriginationUrls`, ({ params, body }, reply) => {
    const trunk = find(params.sid);
    for (const name of ['Weight', 'Priority', 'Enabled', 'FriendlyName', 'SipUrl'])
      if (!field(body, name)) throw new TwilioRefusal(20001, `${name} is required`);
    const sipUrl = field(body, 'SipUrl') ?? '';
    if (!sipUrl.startsWith('sip:')) throw new TwilioRefusal(20001, 'SipUrl must be a sip: URI');
    const url = { sid: newSid('OU'), sipUrl, friendlyName: field(body, 'FriendlyName') ?? '' };
    trunk.originationUrls.set(url.sid, url);
    return reply.code(201).send({ sid: url.sid, trunk_sid: trunk.sid, sip_url: sipUrl });
  });

  app.get<Of<{ sid: string }>>(`${base}/:sid/CredentialLists`, ({ params, query }) => {
    const lists = [...find(params.sid).credentialLists].map((sid) => ({ sid, trunk_sid: params.sid }));
    return pageV1('credential_lists', lists, `${base}/${params.sid}/CredentialLists`, query);
  });
  app.post<Of<{ sid: string }>>(`${base}/:sid/CredentialLists`, ({ params, body }, reply) => {
    const trunk = find(params.sid);
    const sid = field(body, 'CredentialListSid') ?? '';
    if (!state.credentialLists.has(sid)) throw new TwilioRefusal(20404);
    trunk.credentialLists.add(sid);
    return reply.code(201).send({ sid, trunk_sid: trunk.sid });
  });
  app.post<Of<{ sid: string }>>(`${base}/:sid/IpAccessControlLists`, ({ params, body }, reply) => {
    const trunk = find(params.sid);
    const sid = field(body, 'IpAccessControlListSid') ?? '';
    if (!state.ipLists.has(sid)) throw new TwilioRefusal(20404);
    trunk.ipAccessControlLists.add(sid);
    return reply.code(201).send({ sid, trunk_sid: trunk.sid });
  });

  app.get<Of<{ sid: string }>>(`${base}/:sid/PhoneNumbers`, ({ params, query }) => {
    const { sid } = find(params.sid);
    const numbers = [...state.incoming.values()]
      .filter(({ trunkSid }) => trunkSid === sid)
      .map((number) => ({ sid: number.sid, phone_number: number.phoneNumber, trunk_sid: sid }));
    return pageV1('phone_numbers', numbers, `${base}/${sid}/PhoneNumbers`, query);
  });
  app.post<Of<{ sid: string }>>(`${base}/:sid/PhoneNumbers`, ({ params, body }, reply) => {
    const trunk = find(params.sid);
    const number = state.incoming.get(field(body, 'PhoneNumberSid') ?? '');
    if (!number) throw new TwilioRefusal(20404);
    number.trunkSid = trunk.sid;
    return reply.code(201).send({ sid: number.sid, phone_number: number.phoneNumber, trunk_sid: trunk.sid });
  });
  app.delete<Of<{ sid: string; number: string }>>(
    `${base}/:sid/PhoneNumbers/:number`,
    ({ params }, reply) => {
      const number = state.incoming.get(params.number);
      if (number?.trunkSid !== find(params.sid).sid) throw new TwilioRefusal(20404);
      number.trunkSid = null;
      return reply.code(204).send();
    },
  );
}
