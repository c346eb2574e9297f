import { LIMITS } from '../limits.js';
import { passedStep, type StepLog } from './step-log.js';

/** The fields of a form body, each once; fields without a value count as left out (RFC 6749 §3.2). */
export interface Form {
  get(name: string): string | undefined;
  /** Whether the field is there, be it empty. */
  has(name: string): boolean;
}

const parameterNames = [
  'grant_type',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'audience',
  'token',
];

/** Parameters that other authorization servers know and ZIdentity does not. */
const unusedParameters = ['scope', 'resource'];

const formRead = passedStep('request', 'A form with each parameter once.');

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a form body, which is undefined where it was too large; refuses in the step `request`. */
export function readForm(
  body: Buffer | undefined,
  contentType: string | undefined,
  query: URLSearchParams,
  log: StepLog,
): Form {
  if (body === undefined) log.refuse('request', 'body-too-large', `More than ${LIMITS.formBytes} bytes.`);
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded') {
    log.refuse('request', 'content-type-wrong', mediaType === undefined ? 'There is none.' : '');
  }
  for (const name of parameterNames) if (query.has(name)) log.refuse('request', 'parameter-in-query', `It is ${name}.`);
  const fields = new Map<string, string>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(decoded(body, log))) {
    count += 1;
    if (count > LIMITS.formParameters) log.refuse('request', 'parameters-too-many');
    if (fields.has(name)) {
      log.refuse('request', 'parameter-repeated', parameterNames.includes(name) ? `It is ${name}.` : '');
    }
    fields.set(name, value);
  }
  const unused = unusedParameters.filter((name) => fields.has(name));
  const unusedHint = `ZIdentity does not use ${unused.join(' and ')}: what a token may do comes from the client's selected resources.`;
  if (unused.length === 0) log.add(formRead);
  else log.passed('request', formRead.detail, unusedHint);
  return {
    get: (name) => fields.get(name) || undefined,
    has: (name) => fields.has(name),
  };
}

/** Percent-encoded bytes that are no UTF-8 would silently become replacement characters. */
function decoded(body: Buffer, log: StepLog): string {
  try {
    const text = strictUtf8.decode(body);
    if (text.includes('%')) decodeURIComponent(text.replace(/%(?![0-9a-fA-F]{2})/g, '%25'));
    return text;
  } catch {
    return log.refuse('request', 'form-malformed');
  }
}
