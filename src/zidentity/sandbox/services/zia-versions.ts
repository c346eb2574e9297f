import type { ActionContext, ActionRule } from '../conventions.js';
import { isItem, type SandboxAnswer } from '../item.js';
import { ofItem } from './of-item.js';

/** PAC files, of which the sandbox keeps one version each, and what is done to certificates and rules by a path of its own. */
export const ziaVersionActions: ActionRule[] = [
  { method: 'GET', path: 'pacFiles/:id#/version', run: (context) => pacFile(context, '1', (one) => [one]) },
  { method: 'GET', path: 'pacFiles/:id#/version/:version#', run: (context) => pacFile(context) },
  { method: 'POST', path: 'pacFiles/:id#/version/:version#', run: (context) => pacFile(context) },
  { method: 'PUT', path: 'pacFiles/:id#/version/:version#/action/:action', run: changePacFile },
  ...['GET', 'POST', 'PUT'].map(
    (method): ActionRule => ({ method, path: 'intermediateCaCertificate/:verb~/:id#', run: certificate }),
  ),
  {
    method: 'GET',
    path: 'intermediateCaCertificate/readyToUse',
    run: ({ partition }) => ({ status: 200, body: partition.items('intermediateCaCertificate') }),
  },
  {
    method: 'POST',
    path: 'webApplicationRules/:type/availableActions',
    reads: true,
    run: ({ params: { type = '' } }) => ({ status: 200, body: [`ALLOW_${type}_USE`, `DENY_${type}_USE`] }),
  },
  { method: 'POST', path: 'webApplicationRules/:type/duplicate/:id#', run: duplicateRule },
];

function pacFile(
  context: ActionContext,
  version = context.params.version ?? '1',
  shown: (file: object) => unknown = (file) => file,
): SandboxAnswer {
  return ofItem(context, 'pacFiles', (file) => ({
    status: 200,
    body: shown({ ...file, pacVersion: Number(version) }),
  }));
}

/** `DEPLOY`, `STAGE`, `LKG` and their undoing: noted as the file's status. */
function changePacFile(context: ActionContext): SandboxAnswer {
  const { partition, params, request } = context;
  return ofItem(context, 'pacFiles', (file, id) => {
    const sent = isItem(request.body) ? request.body : {};
    const changed = { ...file, ...sent, id: file.id, pacVersionStatus: `${params.action}ED` };
    partition.put('pacFiles', id, changed);
    partition.pendingActivation = true;
    return { status: 200, body: changed };
  });
}

/** Key pair, signing request and chain of an intermediate certificate are not made: the answer is the certificate. */
function certificate(context: ActionContext): SandboxAnswer {
  const { partition, params, request } = context;
  return ofItem(context, 'intermediateCaCertificate', (item, id) => {
    if (request.method === 'GET') return { status: 200, body: item };
    const changed = params.verb === 'makeDefault' ? { ...item, defaultCertificate: true } : item;
    partition.put('intermediateCaCertificate', id, changed);
    return { status: 200, body: changed };
  });
}

/** A copy of a rule of the type, under the name that the query gives. */
function duplicateRule(context: ActionContext): SandboxAnswer {
  const { partition, params, request, service } = context;
  const key = `webApplicationRules/${params.type}`;
  return ofItem(context, key, (rule) => {
    const name = request.query.get('name') ?? `${rule.name} (copy)`;
    if (partition.items(key).some((other) => other.name === name)) {
      return service.problem({ kind: 'duplicate', key, field: 'name', value: name });
    }
    const id = service.makeId(partition.next(key));
    const copy = service.stamp(
      { ...rule, ...(isItem(request.body) ? request.body : {}), id, name },
      undefined,
      request,
    );
    partition.put(key, String(id), copy);
    partition.pendingActivation = true;
    return service.created(copy);
  });
}
