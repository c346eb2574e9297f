import { describeTime } from '../../jwt/time.js';
import type { AccessPolicyRule } from '../model.js';

/** What an access policy rule leaves of a client's services. */
export interface PolicyDecision {
  /** Whether tokens may speak of a service. */
  allows(service: string): boolean;
  /** Whether the rule takes something away. */
  limited: boolean;
  detail: string;
}

const noRule: PolicyDecision = { allows: () => true, limited: false, detail: 'There is no rule for the client.' };

/**
 * Judges a client's access policy rule. The portal offers one rule a client, Allow or Block, by time window and by
 * resources; how they combine is a guess. Block: within the window nothing about the services. Allow: only within
 * the window, and only the services.
 *
 * @param nowMs milliseconds since the epoch
 */
export function evaluateAccessPolicy(rule: AccessPolicyRule | undefined, nowMs: number): PolicyDecision {
  if (rule === undefined) return noRule;
  const now = Math.floor(nowMs / 1000);
  const within = (rule.from === undefined || now >= rule.from) && (rule.to === undefined || now <= rule.to);
  const concerned = (service: string) => rule.services === undefined || rule.services.includes(service);
  const detail = `${describeSubject(rule)} ${describeWindow(rule, nowMs)}`;
  if (rule.action === 'BLOCK') {
    return {
      allows: (service) => !(within && concerned(service)),
      limited: within,
      detail,
    };
  }
  return {
    allows: (service) => within && concerned(service),
    limited: !within || rule.services !== undefined,
    detail,
  };
}

function describeSubject({ action, services }: AccessPolicyRule): string {
  if (services === undefined) {
    return action === 'BLOCK' ? 'The rule blocks all resources.' : 'The rule allows all resources.';
  }
  const named = services.join(', ');
  return action === 'BLOCK' ? `The rule blocks the resources ${named}.` : `The rule allows the resources ${named}.`;
}

function describeWindow({ from, to }: AccessPolicyRule, nowMs: number): string {
  if (from === undefined && to === undefined) return 'It applies at all times.';
  if (from === undefined) return `It applies until ${describeTime(to!, nowMs)}.`;
  if (to === undefined) return `It applies from ${describeTime(from, nowMs)}.`;
  return `It applies from ${describeTime(from, nowMs)} until ${describeTime(to, nowMs)}.`;
}
