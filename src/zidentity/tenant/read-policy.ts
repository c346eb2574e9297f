import * as v from 'valibot';
import type { AccessPolicyRule, Service } from '../model.js';
import { configFault, faultOfIssue, type PathKey } from './config-fault.js';
import { accessPolicyForm } from './config-form.js';

/**
 * Makes a rule of what a config or a request says.
 *
 * @throws WorkbenchError `config-invalid` with the JSON path below `at`
 */
export function readPolicy(
  { action, from, to, services: names }: v.InferOutput<typeof accessPolicyForm>,
  services: readonly Service[],
  at: PathKey[],
): AccessPolicyRule {
  if (from !== undefined && to !== undefined && to <= from) throw configFault([...at, 'to'], 'must be later than from');
  for (const [index, name] of (names ?? []).entries()) findService(name, services, [...at, 'services', index]);
  const rule: AccessPolicyRule = { action };
  if (from !== undefined) rule.from = from;
  if (to !== undefined) rule.to = to;
  if (names !== undefined) rule.services = [...new Set(names)];
  return rule;
}

/** The rule that a request's body says. @throws WorkbenchError `config-invalid` */
export function parsePolicy(json: unknown, services: readonly Service[]): AccessPolicyRule {
  const result = v.safeParse(accessPolicyForm, json, { abortEarly: true });
  if (!result.success) throw faultOfIssue(result.issues[0]);
  return readPolicy(result.output, services, []);
}

/** The service of this name. @throws WorkbenchError `config-invalid` that names those there are */
export function findService(name: string, services: readonly Service[], at: PathKey[]): Service {
  const service = services.find((candidate) => candidate.name === name);
  if (service !== undefined) return service;
  const known = services.map((candidate) => candidate.name).join(', ');
  throw configFault(at, `there is no service "${name}"`, `The tenant's services are ${known}.`);
}
