import type { asn1 } from 'node-forge';

export type Asn1 = asn1.Asn1;

/** Writes the ASN.1 types that certificates and PKCS#12 are made of. */
export interface DerWriter {
  sequence(...items: Asn1[]): Asn1;
  set(...items: Asn1[]): Asn1;
  /** `[tag]` explicit around items, or a constructed implicit one. */
  context(tag: number, ...items: Asn1[]): Asn1;
  /** `[tag]` implicit with the bytes as they are. */
  contextBytes(tag: number, bytes: Uint8Array): Asn1;
  oid(dotted: string): Asn1;
  /** A small number, or the bytes of a large unsigned one. */
  integer(value: number | Uint8Array): Asn1;
  boolean(value: boolean): Asn1;
  nothing(): Asn1;
  octets(bytes: Uint8Array): Asn1;
  bits(bytes: Uint8Array, unusedBits?: number): Asn1;
  utf8(text: string): Asn1;
  printable(text: string): Asn1;
  bmp(text: string): Asn1;
  /** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5). */
  time(date: Date): Asn1;
  /** DER that node:crypto wrote. */
  embed(der: Uint8Array): Asn1;
  encode(value: Asn1): Buffer;
}

/** Loads node-forge's DER writer, on the first call only. */
export async function loadDerWriter(): Promise<DerWriter> {
  const { default: forge } = await import('node-forge/lib/asn1.js');
  const { Type } = forge;
  // forge keeps bytes in strings, one character a byte.
  const raw = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  const primitive = (type: number, bytes: string) => forge.create(forge.Class.UNIVERSAL, type, false, bytes);
  const constructed = (type: number, items: Asn1[]) => forge.create(forge.Class.UNIVERSAL, type, true, items);
  return {
    sequence: (...items) => constructed(Type.SEQUENCE, items),
    set: (...items) => constructed(Type.SET, items),
    context: (tag, ...items) => forge.create(forge.Class.CONTEXT_SPECIFIC, tag, true, items),
    contextBytes: (tag, bytes) => forge.create(forge.Class.CONTEXT_SPECIFIC, tag, false, raw(bytes)),
    oid: (dotted) => primitive(Type.OID, forge.oidToDer(dotted).getBytes()),
    integer: (value) =>
      primitive(
        Type.INTEGER,
        typeof value === 'number' ? forge.integerToDer(value).getBytes() : raw(unsignedInteger(value)),
      ),
    boolean: (value) => primitive(Type.BOOLEAN, value ? '\xff' : '\x00'),
    nothing: () => primitive(Type.NULL, ''),
    octets: (bytes) => primitive(Type.OCTETSTRING, raw(bytes)),
    bits: (bytes, unusedBits = 0) => primitive(Type.BITSTRING, String.fromCharCode(unusedBits) + raw(bytes)),
    utf8: (text) => primitive(Type.UTF8, raw(Buffer.from(text, 'utf8'))),
    printable: (text) => primitive(Type.PRINTABLESTRING, text),
    // The one type for which forge takes the text itself and writes two bytes a character.
    bmp: (text) => primitive(Type.BMPSTRING, text),
    time: (date) =>
      date.getUTCFullYear() < 2050
        ? primitive(Type.UTCTIME, forge.dateToUtcTime(date))
        : primitive(Type.GENERALIZEDTIME, forge.dateToGeneralizedTime(date)),
    embed: (der) => forge.fromDer(raw(der)),
    encode: (value) => Buffer.from(forge.toDer(value).getBytes(), 'latin1'),
  };
}

/** Big-endian bytes as a positive DER integer: no needless zeros, one where the first bit would be a sign. */
function unsignedInteger(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start++;
  const trimmed = bytes.subarray(start);
  return (trimmed[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), trimmed]) : trimmed;
}
