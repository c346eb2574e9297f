import type { ExchangeLabel, PartyView, PictureView, StepView } from '../exchange/messages.js';
import { element, fill, svg } from './dom.js';
import { icon } from './icons.js';
import { actionButton, iconButton, pill, toneIcon } from './parts.js';

type Labels = Readonly<Record<ExchangeLabel, string>>;

export interface PictureActions {
  remedy: (id: string) => void;
  copyReport: () => void;
  /** One of the expected values of a step, by its place. */
  copyExpected: (step: number, index: number) => void;
}

/** The picture of one exchange: its parties as lanes, and the numbered steps between them. */
export function picture(view: PictureView, labels: Labels, actions: PictureActions): Node[] {
  return [
    element(
      'header',
      { class: 'top' },
      element('h1', { class: 'wrap' }, view.title),
      pill(view.outcome.label, view.outcome.tone),
      iconButton({ label: labels.copyReport, icon: 'copy', key: 'copy-report' }, actions.copyReport),
    ),
    element('p', { class: 'summary wrap' }, view.summary),
    element(
      'dl',
      { class: 'facts', attributes: { 'aria-label': labels.facts } },
      ...view.facts.map(({ name, value }) =>
        element('div', {}, element('dt', { class: 'soft' }, name), element('dd', { class: 'wrap' }, value)),
      ),
    ),
    ...(view.note === undefined
      ? []
      : [element('p', { class: 'note-line soft' }, icon('info'), element('span', {}, view.note))]),
    element(
      'div',
      { class: `diagram lanes-${view.parties.length}` },
      element(
        'div',
        { class: 'lifelines', attributes: { 'aria-hidden': 'true' } },
        ...view.parties.map(() => element('span')),
      ),
      element('ul', { class: 'parties', attributes: { 'aria-label': labels.parties } }, ...view.parties.map(party)),
      element(
        'ol',
        { class: 'steps', attributes: { 'aria-label': labels.steps } },
        ...view.steps.map((step) => stepItem(step, view.parties, labels, actions)),
      ),
    ),
  ];
}

function party({ id, title, subtitle }: PartyView): HTMLElement {
  return element(
    'li',
    { class: 'party', title: subtitle === '' ? title : `${title}: ${subtitle}` },
    icon(id),
    element('span', { class: 'party-title' }, title),
    element('span', { class: 'party-subtitle soft' }, subtitle),
  );
}

function stepItem(step: StepView, parties: readonly PartyView[], labels: Labels, actions: PictureActions): HTMLElement {
  const summary = element(
    'summary',
    { key: `step-${step.number}` },
    lanes(step, parties),
    element(
      'span',
      { class: 'step-head' },
      toneIcon(step.tone),
      element('span', { class: 'hidden-text' }, `${fill(labels.step, step.number)}, ${step.way}: `),
      element('span', { class: 'step-number soft', attributes: { 'aria-hidden': 'true' } }, String(step.number)),
      element('span', { class: 'step-title' }, step.title),
      element('span', { class: 'hidden-text' }, `, ${step.outcomeText}`),
      element('span', { class: 'step-brief soft', attributes: { 'aria-hidden': 'true' } }, step.brief),
      icon('chevron'),
    ),
  );
  const details = element(
    'details',
    { class: `tone-${step.tone}`, attributes: { open: step.open } },
    summary,
    element('div', { class: 'step-body wrap' }, ...body(step, labels, actions)),
  );
  return element('li', { class: `step step-${step.outcome}` }, details);
}

function body(step: StepView, labels: Labels, { remedy, copyExpected }: PictureActions): Node[] {
  const nodes: Node[] = [element('p', {}, step.detail)];
  if (step.expected !== undefined) {
    nodes.push(
      element(
        'dl',
        { class: 'compared' },
        element(
          'div',
          { class: 'sent' },
          element('dt', {}, labels.sent),
          element('dd', { class: step.sent === undefined ? 'soft' : 'code' }, step.sent ?? labels.nothing),
        ),
        element(
          'div',
          { class: 'expected' },
          element('dt', {}, labels.expected),
          ...step.expected.map((value, index) =>
            element(
              'dd',
              { class: step.literal ? 'code' : 'soft' },
              value,
              step.literal &&
                iconButton(
                  { label: fill(labels.copyValue, value), icon: 'copy', key: `copy-${step.number}-${index}` },
                  () => copyExpected(step.number, index),
                ),
            ),
          ),
        ),
      ),
    );
  }
  if (step.hint !== undefined) {
    nodes.push(
      element(
        'p',
        { class: 'hint' },
        icon('info'),
        element('span', {}, element('span', { class: 'hidden-text' }, `${labels.howToMend}: `), step.hint),
      ),
    );
  }
  if (step.remedies.length > 0) {
    nodes.push(
      element(
        'div',
        { class: 'actions' },
        ...step.remedies.map(({ id, label }, index) =>
          actionButton({ label, primary: index === 0, key: `remedy-${id}` }, () => remedy(id)),
        ),
      ),
    );
  }
  return nodes;
}

/** The lifelines with this step on them: an arrow between two, or a mark on one. Decoration; the words say the same. */
function lanes(step: StepView, parties: readonly PartyView[]): SVGSVGElement {
  const at = (id: string) => ((parties.findIndex((one) => one.id === id) + 0.5) / parties.length) * 100;
  const percent = (value: number) => `${value.toFixed(2)}%`;
  const from = at(step.from);
  const to = at(step.to);
  const middle = 15;
  const arrow = (start: number, end: number, y: number) => {
    // The head is drawn in pixels at a place in percent: a nested picture without a size of its own does that.
    const left = end < start;
    const head = svg(
      'svg',
      { attributes: { x: percent(end), y, overflow: 'visible' } },
      svg('path', { class: 'head', attributes: { d: left ? 'm7 -4 -6 4 6 4' : 'm-7 -4 6 4 -6 4' } }),
    );
    return [svg('line', { class: 'way', attributes: { x1: percent(start), x2: percent(end), y1: y, y2: y } }), head];
  };
  const within = step.from === step.to;
  return svg(
    'svg',
    {
      class: `lanes tone-${step.tone}${within ? ' within' : ''}`,
      attributes: { 'aria-hidden': 'true', focusable: 'false' },
    },
    ...parties.map(({ id }) =>
      svg('line', { class: 'life', attributes: { x1: percent(at(id)), x2: percent(at(id)), y1: 0, y2: '100%' } }),
    ),
    ...(within ? [] : arrow(from, to, middle)),
    ...(step.answered && step.outcome !== 'skipped' ? arrow(to, from, middle + 7) : []),
    svg('circle', { class: 'number', attributes: { cx: percent(within ? from : (from + to) / 2), cy: middle, r: 9 } }),
    svg(
      'text',
      {
        class: 'number-text',
        attributes: { x: percent(within ? from : (from + to) / 2), y: middle + 3.5, 'text-anchor': 'middle' },
      },
      String(step.number),
    ),
  );
}
