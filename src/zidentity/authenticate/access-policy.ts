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
  const subject = rule.services === undefined ? 'all resources' : `the resources ${rule.services.join(', ')}`;
  const window = describeWindow(rule, nowMs);
  if (rule.action === 'BLOCK') {
    return {
      allows: (service) => !(within && concerned(service)),
      limited: within,
      detail: `The rule blocks ${subject} ${window}.`,
    };
  }
  return {
    allows: (service) => within && concerned(service),
    limited: !within || rule.services !== undefined,
    detail: `The rule allows ${subject} ${window}.`,
  };
}

function describeWindow({ from, to }: AccessPolicyRule, nowMs: number): string {
  const parts: string[] = [];
  if (from !== undefined) parts.push(`from ${describeTime(from, nowMs)}`);
  if (to !== undefined) parts.push(`until ${describeTime(to, nowMs)}`);
  return parts.length === 0 ? 'at all times' : parts.join(' ');
}
