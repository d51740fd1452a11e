/** One element of TwiML. */
export interface TwimlElement {
  name: string;
  attributes: Record<string, string>;
  children: TwimlElement[];
  text: string;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescapeXml = (text: string): string =>
  text.replace(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return entities[name] ?? whole;
  });

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:-]+)\s*=\s*"([^"<]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescapeXml(value),
    ]),
  );

/** The verbs of a response, as far as XML is used in TwiML. @throws Error for what is no well-formed TwiML (12100) */
export function readTwiml(xml: string): TwimlElement[] {
  const root: TwimlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const rest = xml.replace(/^\s*<\?xml[^>]*\?>/, '').replace(/<!--.*?-->/gs, '');
  for (const [, text = '', closing, name = '', attributes = '', empty] of rest.matchAll(
    /([^<]*)<(\/)?([A-Za-z]\w*)((?:\s+[\w:-]+\s*=\s*"[^"<]*")*)\s*(\/)?>/g,
  )) {
    const parent = open.at(-1);
    if (!parent) throw new Error('TwiML goes on after its end');
    parent.text += unescapeXml(text);
    if (closing) {
      if (parent.name !== name) throw new Error(`</${name}> closes <${parent.name}>`);
      open.pop();
      continue;
    }
    const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
    parent.children.push(element);
    if (!empty) open.push(element);
  }
  const [response, second] = root.children;
  if (open.length !== 1 || response?.name !== 'Response' || second)
    throw new Error('a document with one <Response> was expected');
  return response.children;
}
