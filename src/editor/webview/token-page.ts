import type {
  FromInspectorPage,
  InspectorView,
  RoleRow,
  Row,
  TokenContent,
  VerdictView,
} from '../inspector/messages.js';
import { element } from './dom.js';
import { icon } from './icons.js';
import { actionButton, iconButton, pill, section, toneIcon } from './parts.js';
import { timelineView } from './timeline.js';

/** What a page is given besides its content. */
export interface PageContext {
  labels: InspectorView['labels'];
  environments: InspectorView['environments'];
  send: (message: FromInspectorPage) => void;
  /** Where the page shows the box to paste into. */
  box: HTMLElement;
  openBox: (purpose: 'inspect' | 'compare') => void;
  /** Epoch seconds by the clock that counts for the token. */
  now: () => number;
  /** Called each second as long as the content is shown. */
  everySecond: (tick: () => void) => void;
}

/** One token: its state, validity, roles, claims, and the signed form. */
export function tokenPage(content: TokenContent, context: PageContext): Node[] {
  const { labels, send } = context;
  const act = (id: string) => () => (id === 'compare' ? context.openBox('compare') : send({ type: 'action', id }));
  const nodes: Node[] = [
    element(
      'header',
      { class: 'top' },
      element('h1', {}, content.title),
      pill(content.state.label, content.state.tone),
      element('p', { class: 'subtitle wrap' }, content.subtitle),
    ),
    statusList(content),
    environmentChoice(context),
    element(
      'div',
      { class: 'actions' },
      ...content.actions.map((action) => actionButton({ ...action, key: `action-${action.id}` }, act(action.id))),
      anotherButton(context),
    ),
    context.box,
  ];
  if (content.timeline !== undefined) {
    const { node, tick } = timelineView(content.timeline, labels, context.now);
    context.everySecond(tick);
    nodes.push(section(labels.validity, 'validity', node));
  }
  if (content.problems.length > 0) nodes.push(section(labels.problems, 'problems', notes(content.problems)));
  if (content.verdicts.length > 0) {
    nodes.push(
      section(labels.verdicts, 'verdicts', element('div', { class: 'verdicts' }, ...content.verdicts.map(verdict))),
    );
  }
  if (content.roles.length > 0) {
    const cards = element('ul', { class: 'roles' }, ...content.roles.map((role) => roleCard(role, labels.opens)));
    nodes.push(section(labels.roles, 'roles', cards, element('p', { class: 'soft' }, labels.rolesNote)));
  }
  nodes.push(
    section(labels.claims, 'claims', rows(content.claims)),
    section(labels.header, 'header', rows(content.parameters)),
    section(labels.json, 'json', blocks(content, context)),
  );
  return nodes;
}

/** Opens the box for another token or key. */
export function anotherButton({ labels, openBox }: PageContext): HTMLElement {
  return actionButton({ label: labels.inspectAnother, key: 'another', icon: 'paste' }, () => openBox('inspect'));
}

function statusList({ state, signature }: TokenContent): HTMLElement {
  return element(
    'ul',
    { class: 'status' },
    element('li', { class: `tone-${state.tone}` }, icon('clock'), element('span', {}, state.detail)),
    element(
      'li',
      { class: `tone-${signature.tone}` },
      icon(signature.tone === 'good' ? 'verified' : 'unverified'),
      element('span', { class: 'wrap' }, element('strong', {}, signature.label), ' — ', signature.detail),
    ),
  );
}

function environmentChoice({ environments, labels, send }: PageContext): Node {
  if (environments.length === 0) return document.createTextNode('');
  const select = element(
    'select',
    {
      key: 'environment',
      attributes: { id: 'environment' },
      on: { change: (event) => send({ type: 'environment', id: (event.target as HTMLSelectElement).value }) },
    },
    ...environments.map(({ id, name, chosen }) =>
      element('option', { attributes: { value: id, selected: chosen } }, name),
    ),
  );
  return element(
    'div',
    { class: 'keys-of' },
    element('label', { class: 'soft', attributes: { for: 'environment' } }, labels.environment),
    select,
  );
}

function notes(problems: readonly string[]): HTMLElement {
  return element(
    'ul',
    { class: 'notes' },
    ...problems.map((problem) =>
      element('li', { class: 'tone-warning' }, icon('warning'), element('span', {}, problem)),
    ),
  );
}

function verdict(view: VerdictView): HTMLElement {
  return element(
    'div',
    { class: 'card' },
    element('h3', {}, view.title),
    pill(view.outcome, view.tone),
    element(
      'ul',
      { class: 'checks' },
      ...view.checks.map((check) =>
        element(
          'li',
          { class: `tone-${check.tone}` },
          toneIcon(check.tone),
          element(
            'div',
            { class: 'wrap' },
            element('strong', {}, check.title),
            element('span', { class: 'hidden-text' }, ` ${check.outcome}`),
            element('p', {}, check.detail),
            check.hint !== undefined && element('p', { class: 'soft' }, check.hint),
          ),
        ),
      ),
    ),
  );
}

function roleCard({ product, role, tenant, paths }: RoleRow, opens: string): HTMLElement {
  return element(
    'li',
    { class: 'card wrap' },
    element('h3', {}, product),
    element('p', {}, role, tenant !== undefined && element('span', { class: 'soft' }, ` · ${tenant}`)),
    paths.length > 0 && element('p', { class: 'soft' }, opens),
    ...paths.map((path) => element('span', { class: 'code' }, path)),
  );
}

/** Names, values and meanings; a description list, so that screen readers say which belong together. */
export function rows(list: readonly Row[]): HTMLElement {
  return element(
    'dl',
    { class: 'claims' },
    ...list.map(({ name, value, label, explanation, mark }) =>
      element(
        'div',
        {},
        element(
          'dt',
          { class: 'claim-name wrap' },
          element('span', { class: 'code' }, name),
          mark && element('span', { class: `mark tone-${mark.tone}`, title: mark.explanation }, mark.text),
        ),
        element('dd', { class: 'claim-value code wrap' }, value),
        explanation !== undefined &&
          element(
            'dd',
            { class: 'claim-meaning' },
            label !== undefined && label !== '' && element('strong', {}, `${label}. `),
            explanation,
          ),
      ),
    ),
  );
}

function blocks({ json, encoded }: TokenContent, { labels, send }: PageContext): HTMLElement {
  const copy = (what: string, label: string) =>
    iconButton({ label, icon: 'copy', key: `copy-${what}` }, () => send({ type: 'copy', what }));
  const block = (title: string, button: HTMLElement, key: string, ...text: readonly (Node | string)[]) =>
    element(
      'div',
      { class: 'block' },
      element('div', { class: 'block-head' }, element('h3', {}, title), button),
      element('pre', { key, attributes: { tabindex: 0, role: 'group', 'aria-label': title } }, ...text),
    );
  return element(
    'div',
    { class: 'blocks' },
    block(labels.header, copy('header', labels.copyHeader), 'json-header', json.header),
    block(labels.claims, copy('claims', labels.copyClaims), 'json-claims', json.payload),
    block(
      labels.encoded,
      copy('token', `${labels.copy}: ${labels.encoded}`),
      'encoded',
      element('span', { class: 'part-header' }, encoded.header),
      '.',
      element('span', { class: 'part-payload' }, encoded.payload),
      '.',
      element('span', { class: 'part-signature' }, encoded.signature),
    ),
  );
}
