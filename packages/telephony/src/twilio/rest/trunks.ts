import { unlessGone } from './numbers.ts';
import type { TwilioClient } from './twilio-client.ts';

/** An Elastic SIP trunk as it is to be at Twilio. */
export interface CarrierTrunkPlan {
  /** Names whatever belongs to the trunk there; another run with the same name goes on where one broke off. */
  name: string;
  /** Where our calls go: `NAME.pstn.twilio.com`. */
  domain: string;
  /** Where Twilio's calls go: `sip:HOST:PORT`. */
  originationUri: string;
  /** Of our calls to Twilio. */
  username: string;
  password: string;
}

interface Named {
  sid: string;
  friendly_name: string;
}

const lists = '/SIP/CredentialLists';

const findTrunk = async (client: TwilioClient, domain: string): Promise<string | undefined> =>
  (await client.trunkingList<{ sid: string; domain_name: string }>('/Trunks', 'trunks')).find(
    (trunk) => trunk.domain_name === domain,
  )?.sid;

const findList = async (client: TwilioClient, name: string): Promise<string | undefined> =>
  (await client.apiList<Named>(`${lists}.json`, 'credential_lists', {})).find(
    (list) => list.friendly_name === name,
  )?.sid;

/**
 * Makes the trunk, or what is missing of it. When a step fails, nothing of it stays.
 * @returns Twilio's id of the trunk
 */
export async function setUpTrunk(client: TwilioClient, plan: CarrierTrunkPlan): Promise<string> {
  const { name, domain, originationUri } = plan;
  try {
    const listSid = await provideCredentials(client, plan);
    const trunkSid =
      (await findTrunk(client, domain)) ??
      (
        await client.trunking<{ sid: string }>(
          'POST',
          '/Trunks',
          { FriendlyName: name, DomainName: domain },
          'the trunk',
        )
      ).sid;
    const at = `/Trunks/${trunkSid}`;
    const origins = await client.trunkingList<{ sip_url: string }>(
      `${at}/OriginationUrls`,
      'origination_urls',
    );
    if (!origins.some((origin) => origin.sip_url === originationUri)) {
      const form = { FriendlyName: name, SipUrl: originationUri, Priority: 10, Weight: 10, Enabled: true };
      await client.trunking('POST', `${at}/OriginationUrls`, form, 'where its calls go');
    }
    const known = await client.trunkingList<{ sid: string }>(`${at}/CredentialLists`, 'credential_lists');
    if (!known.some(({ sid }) => sid === listSid))
      await client.trunking('POST', `${at}/CredentialLists`, { CredentialListSid: listSid }, 'its password');
    return trunkSid;
  } catch (error) {
    // What went wrong is worth more than what went wrong while it was put right.
    await removeTrunk(client, plan).catch(() => {});
    throw error;
  }
}

async function provideCredentials(
  client: TwilioClient,
  { name, username, password }: CarrierTrunkPlan,
): Promise<string> {
  const found = await findList(client, name);
  const listSid =
    found ??
    (await client.api<Named>('POST', `${lists}.json`, { FriendlyName: name }, 'the list of passwords')).sid;
  const path = `${lists}/${listSid}/Credentials.json`;
  const known = found ? await client.apiList<{ username: string }>(path, 'credentials', {}) : [];
  if (!known.some((credential) => credential.username === username))
    await client.api('POST', path, { Username: username, Password: password }, 'the password');
  return listSid;
}

/** Whatever there is of it, found by its names: nothing is left of a trunk, and what is gone is gone. */
export async function removeTrunk(
  client: TwilioClient,
  { name, domain }: Pick<CarrierTrunkPlan, 'name' | 'domain'>,
): Promise<void> {
  const trunkSid = await findTrunk(client, domain);
  if (trunkSid)
    await unlessGone(client.trunking('DELETE', `/Trunks/${trunkSid}`, {}, 'the removal of the trunk'));
  const listSid = await findList(client, name);
  if (listSid)
    await unlessGone(client.api('DELETE', `${lists}/${listSid}.json`, {}, 'the removal of passwords'));
}
