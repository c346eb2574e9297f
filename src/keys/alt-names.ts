import { isIP } from 'node:net';
import { WorkbenchError } from '../errors.js';
import type { Asn1, DerWriter } from './der.js';

const DNS_NAME = /^(\*\.)?(?!-)[a-z0-9_-]{1,63}(\.(?!-)[a-z0-9_-]{1,63})*$/i;
const URI = /^[a-z][a-z0-9+.-]*:[!-~]+$/i;
const MAIL = /^[!-~]+@[!-~]+$/;
const MAX_NAMES = 200;

/** GeneralName tags of RFC 5280 §4.2.1.6. */
const TAG = { mail: 1, dns: 2, uri: 6, ip: 7 } as const;

/**
 * Subject alternative names. What each is, its form tells: an IP address, a URI (`https://…`), a mail address, else a
 * DNS name, which may start with `*.`.
 *
 * @throws WorkbenchError `certificate-san`
 */
export function writeAltNames(der: DerWriter, names: readonly string[]): Asn1 {
  if (names.length > MAX_NAMES) throw wrong(`There are more than ${MAX_NAMES} alternative names.`, 'Leave some out.');
  return der.sequence(...names.map((name) => writeAltName(der, name.trim())));
}

function writeAltName(der: DerWriter, name: string): Asn1 {
  if (isIP(name)) return der.contextBytes(TAG.ip, ipBytes(name));
  if (name.length <= 1024 && /^[a-z][a-z0-9+.-]*:\/\//i.test(name) && URI.test(name))
    return der.contextBytes(TAG.uri, Buffer.from(name));
  if (name.length <= 320 && MAIL.test(name)) return der.contextBytes(TAG.mail, Buffer.from(name));
  if (name.length <= 253 && DNS_NAME.test(name)) return der.contextBytes(TAG.dns, Buffer.from(name));
  throw wrong(
    `"${name.slice(0, 60)}" is no DNS name, IP address, URI or mail address.`,
    'Names with other than ASCII letters go in as Punycode (xn--…). A wildcard is the whole first label: *.example.com',
  );
}

/**
 * Name Constraints (RFC 5280 §4.2.1.10): the DNS names below the given ones, the given addresses, and nothing else of
 * either sort. An address may be a range, `10.0.0.0/8`.
 */
export function writeNameConstraints(
  der: DerWriter,
  permittedDns: readonly string[],
  permittedIps: readonly string[],
): Asn1 {
  const ranges = permittedIps.map(ipRange);
  const permitted = [
    ...permittedDns.map((name) => der.contextBytes(TAG.dns, Buffer.from(name.replace(/^\*?\./, '')))),
    ...ranges.map((range) => der.contextBytes(TAG.ip, range)),
  ];
  // A sort of name that no permitted subtree names is not constrained at all, so it is excluded as a whole.
  const excluded = [
    ...(permittedDns.length > 0 ? [] : [der.contextBytes(TAG.dns, Buffer.alloc(0))]),
    ...(ranges.some((range) => range.length === 8) ? [] : [der.contextBytes(TAG.ip, Buffer.alloc(8))]),
    ...(ranges.some((range) => range.length === 32) ? [] : [der.contextBytes(TAG.ip, Buffer.alloc(32))]),
  ];
  const subtrees = (tag: number, names: Asn1[]) =>
    names.length === 0 ? [] : [der.context(tag, ...names.map((name) => der.sequence(name)))];
  return der.sequence(...subtrees(0, permitted), ...subtrees(1, excluded));
}

/** Address and mask, as Name Constraints want it. */
function ipRange(text: string): Buffer {
  const [address = '', prefix] = text.split('/');
  if (!isIP(address))
    throw wrong(`"${text.slice(0, 60)}" is no IP address.`, 'Give an address, or a range such as 10.0.0.0/8.');
  const bytes = ipBytes(address);
  const bits = prefix === undefined ? bytes.length * 8 : Number(prefix);
  if (!(Number.isInteger(bits) && bits >= 0 && bits <= bytes.length * 8)) {
    throw wrong(`"${text.slice(0, 60)}" is no range of IP addresses.`, 'The number behind the slash counts bits.');
  }
  const mask = Buffer.from(bytes.map((_, index) => 0xff00 >> Math.min(8, Math.max(0, bits - index * 8))));
  return Buffer.concat([bytes.map((byte, index) => byte & mask[index]!), mask]);
}

/** The 4 or 16 bytes of an address that `isIP` takes. */
function ipBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  // The URL parser writes every IPv6 form, also ::ffff:127.0.0.1, in groups of hexadecimal digits.
  const host = new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1);
  const [head = '', tail] = host.split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(tail === undefined ? 0 : missing).fill('0'), ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function wrong(message: string, hint: string): WorkbenchError {
  return new WorkbenchError('certificate-san', message, { hint });
}
