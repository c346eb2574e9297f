/** One textual encoding of RFC 7468: what stands between `-----BEGIN label-----` and its END line. */
export interface PemBlock {
  readonly label: string;
  /** Offsets in the text, from the first dash of BEGIN to behind the last dash of END. */
  readonly start: number;
  readonly end: number;
  /** The block as text with clean line ends, ready for node:crypto. */
  readonly pem: string;
  /** The bytes, or undefined where the body is no base64 or carries RFC 1421 headers. */
  readonly der: Buffer | undefined;
  /** RFC 1421 `Proc-Type: 4,ENCRYPTED`: the passphrase protection of OpenSSL before PKCS#8. */
  readonly legacyEncryption: boolean;
  /** There is no END line with the same label. */
  readonly truncated: boolean;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
/** A label is short; anything longer is not a label but a stray run of dashes. */
const MAX_LABEL = 64;
const MAX_BLOCKS = 64;
/** The longest body that is looked at; the largest key or certificate takes a tenth of it. */
const MAX_BODY = 64 * 1024;

/** Finds the PEM blocks of a text, in order, at most 64. Text around and between them is allowed (RFC 7468 §5.2). */
export function findPemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  let from = 0;
  while (blocks.length < MAX_BLOCKS) {
    const start = text.indexOf(BEGIN, from);
    if (start < 0) break;
    const labelStart = start + BEGIN.length;
    const head = text.slice(labelStart, labelStart + MAX_LABEL + DASHES.length);
    const labelLength = head.indexOf(DASHES);
    const label = labelLength < 0 ? undefined : head.slice(0, labelLength);
    if (label === undefined || !/^[A-Z0-9 ]+$/.test(label)) {
      from = labelStart;
      continue;
    }
    const bodyStart = labelStart + label.length + DASHES.length;
    const block = readBlock(text, label, start, bodyStart);
    blocks.push(block);
    from = block.end;
  }
  return blocks;
}

/** The PEM block around an offset of a text of any length; looks at no more than 64 Ki characters to either side. */
export function findPemAt(text: string, offset: number): PemBlock | undefined {
  if (!(offset >= 0 && offset <= text.length)) return undefined;
  const base = Math.max(0, offset - MAX_BODY);
  const around = text.slice(base, offset + MAX_BODY);
  // Behind the offset a BEGIN may just have started: its line belongs to the block.
  const start = around.lastIndexOf(BEGIN, offset - base);
  const [block] = start < 0 ? [] : findPemBlocks(around.slice(start));
  if (!block || base + start + block.end < offset) return undefined;
  return { ...block, start: base + start + block.start, end: base + start + block.end };
}

function readBlock(text: string, label: string, start: number, bodyStart: number): PemBlock {
  const endLine = `-----END ${label}-----`;
  const nextBegin = text.indexOf(BEGIN, bodyStart);
  const limit = Math.min(nextBegin < 0 ? text.length : nextBegin, bodyStart + MAX_BODY);
  const rest = text.slice(bodyStart, limit);
  const length = rest.indexOf(endLine);
  const truncated = length < 0;
  const body = truncated ? rest : rest.slice(0, length);
  const legacyEncryption = /^\s*Proc-Type:\s*4,\s*ENCRYPTED/i.test(body.slice(0, 200));
  return {
    label,
    start,
    end: truncated ? limit : bodyStart + length + endLine.length,
    pem: legacyEncryption ? rewriteWithHeaders(label, body) : armour(label, body),
    der: legacyEncryption ? undefined : decodeBody(body),
    legacyEncryption,
    truncated,
  };
}

function armour(label: string, body: string): string {
  const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function rewriteWithHeaders(label: string, body: string): string {
  const lines = body.split('\n').map((line) => line.trim());
  // The empty line between headers and base64 is significant; those before the headers are not.
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function decodeBody(body: string): Buffer | undefined {
  const base64 = body.replace(/\s+/g, '');
  if (base64.length === 0 || base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  return Buffer.from(base64, 'base64');
}

/** Writes DER as a PEM block with lines of 64 characters (RFC 7468 §2). */
export function writePem(label: string, der: Uint8Array): string {
  return armour(label, Buffer.from(der).toString('base64'));
}
