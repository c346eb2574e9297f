import type { MockContext } from '../context.js';
import { issuerOf, TOKEN_PATH } from '../metadata/issuer.js';
import type { Form } from './form.js';
import { passedStep, quoted, type StepLog } from './step-log.js';

/** What `audience` and, by default, the `aud` of an assertion may say. */
export const API_AUDIENCE = 'https://api.zscaler.com';

const plainAudience = passedStep('audience', `${API_AUDIENCE}.`);
const slashAudience = passedStep('audience', `${API_AUDIENCE}/.`);

/**
 * What the `aud` of an assertion may be. Two pages of ZIdentity's documentation contradict each other, so both values
 * are accepted, with and without a slash at the end; the strict policy wants the issuer or the token endpoint.
 */
export function acceptedAssertionAudiences(origin: string, context: MockContext): string[] {
  const issuer = issuerOf(context.store.tenant);
  const endpoints = [issuer + TOKEN_PATH];
  // The same endpoint as this caller sees it, e.g. on loopback.
  if (origin !== issuer) endpoints.push(origin + TOKEN_PATH);
  if (context.settings.values.policy === 'strict') return [issuer, ...endpoints];
  return [API_AUDIENCE, `${API_AUDIENCE}/`, issuer, `${issuer}/`, ...endpoints];
}

/** Checks the parameter `audience`; refuses in the step of that name. */
export function checkAudience(form: Form, context: MockContext, log: StepLog): void {
  const audience = form.get('audience');
  if (audience === undefined) {
    const { policy, audienceRequired } = context.settings.values;
    if (policy === 'strict' || audienceRequired) log.refuse('audience', 'audience-missing');
    log.passed(
      'audience',
      'There is none.',
      `The documentation wants audience=${API_AUDIENCE}; without it the real service may refuse.`,
    );
    return;
  }
  if (audience !== API_AUDIENCE && audience !== `${API_AUDIENCE}/`) {
    log.refuse('audience', 'audience-wrong', `It is ${quoted(audience)}.`);
  }
  log.add(audience === API_AUDIENCE ? plainAudience : slashAudience);
}
