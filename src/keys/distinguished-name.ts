import { WorkbenchError } from '../errors.js';
import type { Asn1, DerWriter } from './der.js';

/** Who a certificate is for, in the order in which it is written. Lengths in characters. */
export interface Subject {
  /** At most 64. */
  readonly commonName: string;
  /** At most 64. */
  readonly organization?: string | undefined;
  /** At most 64. */
  readonly organizationalUnit?: string | undefined;
  /** Two letters, ISO 3166. */
  readonly country?: string | undefined;
}

/** X.520 attribute types and their upper bounds (RFC 5280 appendix A.1), from the least to the most specific. */
const ATTRIBUTES: readonly { name: keyof Subject; label: string; oid: string; max: number }[] = [
  { name: 'country', label: 'country', oid: '2.5.4.6', max: 2 },
  { name: 'organization', label: 'organization', oid: '2.5.4.10', max: 64 },
  { name: 'organizationalUnit', label: 'organizational unit', oid: '2.5.4.11', max: 64 },
  { name: 'commonName', label: 'common name', oid: '2.5.4.3', max: 64 },
];

/** The X.501 Name of a subject. @throws WorkbenchError `certificate-subject` */
export function writeName(der: DerWriter, subject: Subject): Asn1 {
  checkSubject(subject);
  const parts = ATTRIBUTES.flatMap(({ name, oid }) => {
    const text = subject[name]?.trim();
    if (!text) return [];
    const value = name === 'country' ? der.printable(text.toUpperCase()) : der.utf8(text);
    return [der.set(der.sequence(der.oid(oid), value))];
  });
  return der.sequence(...parts);
}

/** Refuses what can't stand in a certificate's subject. @throws WorkbenchError `certificate-subject` */
export function checkSubject(subject: Subject): void {
  if (!subject.commonName.trim())
    throw wrong('The common name is empty.', 'Give a name, such as that of the API client.');
  for (const { name, label, max } of ATTRIBUTES) {
    const text = subject[name]?.trim();
    if (!text) continue;
    if ([...text].length > max) throw wrong(`The ${label} is longer than ${max} characters.`, `Shorten the ${label}.`);
    if (/\p{Cc}/u.test(text))
      throw wrong(`The ${label} has a control character in it.`, 'Remove line breaks and tabs.');
  }
  const country = subject.country?.trim();
  if (country && !/^[A-Za-z]{2}$/.test(country))
    throw wrong('The country is not a two-letter code.', 'For example: US, DE, IN.');
}

function wrong(message: string, hint: string): WorkbenchError {
  return new WorkbenchError('certificate-subject', message, { hint });
}
