import type { ExchangeItem, ExchangeView } from '../exchange/messages.js';
import { element } from './dom.js';
import { toneIcon } from './parts.js';

/** What the person wants to see; empty for all. */
export interface ListFilter {
  clientId: string;
  outcome: string;
}

export interface ListActions {
  select: (id: string) => void;
  follow: (on: boolean) => void;
  /** The filter is another one. */
  changed: () => void;
}

/** More are kept, but nobody looks through more by eye: the filter finds them. */
const maxShown = 200;

/** The filter, and the exchanges that it lets through. */
export function exchangeList(view: ExchangeView, filter: ListFilter, actions: ListActions): Node[] {
  const { labels, items } = view;
  const shown = items
    .filter(({ clientId }) => filter.clientId === '' || clientId === filter.clientId)
    .filter(({ outcomes }) => filter.outcome === '' || outcomes.some((outcome) => outcome === filter.outcome))
    .slice(0, maxShown);
  return [
    element('h2', { attributes: { id: 'list-title' } }, labels.title),
    element(
      'div',
      { class: 'filters' },
      choice(
        'filter-client',
        labels.client,
        filter.clientId,
        [{ id: '', name: labels.allClients }, ...view.clients],
        (value) => {
          filter.clientId = value;
          actions.changed();
        },
      ),
      choice(
        'filter-outcome',
        labels.outcome,
        filter.outcome,
        [
          { id: '', name: labels.allOutcomes },
          { id: 'issued', name: labels.issued },
          { id: 'refused', name: labels.refused },
        ],
        (value) => {
          filter.outcome = value;
          actions.changed();
        },
      ),
    ),
    followBox(view, actions),
    listBox(view, shown, actions),
    ...(shown.length === 0 && items.length > 0 ? [element('p', { class: 'soft' }, labels.noneFits)] : []),
  ];
}

function choice(
  id: string,
  label: string,
  value: string,
  options: readonly { id: string; name: string }[],
  chosen: (value: string) => void,
): HTMLElement {
  const known = options.some((option) => option.id === value);
  const select = element(
    'select',
    {
      key: id,
      attributes: { id, 'aria-label': label },
      on: { change: (event) => chosen((event.target as HTMLSelectElement).value) },
    },
    ...options.map((option) => element('option', { attributes: { value: option.id } }, option.name)),
    !known && element('option', { attributes: { value } }, value),
  );
  select.value = value;
  return select;
}

function followBox({ labels, following }: ExchangeView, { follow }: ListActions): HTMLElement {
  const box = element('input', {
    key: 'follow',
    attributes: { type: 'checkbox', id: 'follow' },
    on: { change: (event) => follow((event.target as HTMLInputElement).checked) },
  });
  box.checked = following;
  return element('label', { class: 'check-label', attributes: { for: 'follow' } }, box, labels.follow);
}

/** A list box: one stop of the Tab key, arrows within. */
function listBox(
  { labels, picture }: ExchangeView,
  shown: readonly ExchangeItem[],
  { select }: ListActions,
): HTMLElement {
  const selected = shown.findIndex(({ id }) => id === picture?.id);
  const move = (event: Event) => {
    const { key } = event as KeyboardEvent;
    const targets: Record<string, number> = {
      ArrowDown: selected + 1,
      ArrowUp: Math.max(0, selected - 1),
      Home: 0,
      End: shown.length - 1,
    };
    const target = Object.hasOwn(targets, key) ? shown[targets[key]!] : undefined;
    if (target === undefined) return;
    event.preventDefault();
    select(target.id);
  };
  return element(
    'ul',
    {
      class: 'exchanges',
      key: 'exchanges',
      attributes: {
        role: 'listbox',
        tabindex: shown.length === 0 ? undefined : 0,
        'aria-label': labels.list,
        'aria-activedescendant': selected < 0 ? undefined : optionId(selected),
      },
      on: { keydown: move },
    },
    ...shown.map((item, index) =>
      element(
        'li',
        {
          class: `exchange tone-${item.tone}`,
          attributes: { role: 'option', id: optionId(index), 'aria-selected': index === selected ? 'true' : 'false' },
          click: () => select(item.id),
        },
        toneIcon(item.tone),
        element(
          'div',
          { class: 'exchange-text' },
          element(
            'div',
            { class: 'exchange-head' },
            element('span', { class: 'exchange-name' }, item.clientName),
            element('span', { class: 'soft exchange-time' }, item.time),
          ),
          element(
            'div',
            { class: 'soft exchange-what' },
            [
              item.failedAt === '' ? item.outcomeText : `${item.outcomeText}: ${item.failedAt}`,
              item.method,
              item.environment,
            ].join(' · '),
          ),
        ),
      ),
    ),
  );
}

function optionId(index: number): string {
  return `exchange-${index}`;
}
