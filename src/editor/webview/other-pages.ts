import type { CompareContent, EmptyContent, FromInspectorPage, KeysContent } from '../inspector/messages.js';
import { element } from './dom.js';
import { actionButton, pill, section, toneIcon } from './parts.js';
import { timelineView } from './timeline.js';
import { anotherButton, type PageContext, rows } from './token-page.js';

/** Nothing yet, or nothing any more; and where to put something. */
export function emptyPage(content: EmptyContent, context: PageContext): Node[] {
  return [
    element('h1', {}, content.title),
    element('div', { class: `empty tone-${content.tone}` }, element('p', {}, content.text)),
    pasteBox('inspect', context),
  ];
}

/** A JWKS, keys or certificates: one card for each. */
export function keysPage(content: KeysContent, context: PageContext): Node[] {
  return [
    element(
      'header',
      { class: 'top' },
      element('h1', {}, content.title),
      element('p', { class: 'subtitle' }, content.subtitle),
    ),
    element('div', { class: 'toolbar' }, anotherButton(context)),
    context.box,
    ...content.items.map((item) => {
      const timeline = item.timeline && timelineView(item.timeline, context.labels, context.now);
      if (timeline) context.everySecond(timeline.tick);
      return element(
        'div',
        { class: 'card key-item' },
        element('h3', {}, item.title),
        item.note !== undefined &&
          element(
            'div',
            { class: `note tone-${item.tone}` },
            toneIcon(item.tone),
            element(
              'div',
              {},
              element('p', {}, item.note),
              item.hint !== undefined && element('p', { class: 'soft' }, item.hint),
            ),
          ),
        rows(item.rows),
        timeline?.node,
      );
    }),
  ];
}

/** Two tokens side by side. Whether equal rows are shown is the page's own affair. */
export function comparePage(content: CompareContent, context: PageContext): Node[] {
  const { labels, send } = context;
  const only = element('input', { key: 'only', attributes: { type: 'checkbox', id: 'only' } });
  const tables = content.groups.map((group, index) => {
    const body = element('tbody');
    const heading = (text: string) => element('th', { attributes: { scope: 'col' } }, text);
    const table = element(
      'table',
      {},
      element('thead', {}, element('tr', {}, heading(labels.name), heading(content.first), heading(content.second))),
      body,
    );
    for (const row of group.rows) {
      const cell = (text: string, there: boolean, side: string) =>
        element('td', { class: `${side} code wrap` }, there ? text : element('span', { class: 'soft' }, labels.absent));
      const differs = row.difference !== 'same';
      body.append(
        element(
          'tr',
          { class: differs ? 'differs' : 'same' },
          element(
            'th',
            { class: 'code wrap', attributes: { scope: 'row' } },
            row.name,
            !differs && element('span', { class: 'hidden-text' }, ` ${labels.unchanged}`),
          ),
          cell(row.first, row.difference !== 'second', 'first'),
          cell(row.second, row.difference !== 'first', 'second'),
        ),
      );
    }
    return section(group.title, `group-${index}`, table);
  });
  only.addEventListener('change', () => {
    for (const table of tables) {
      for (const row of table.querySelectorAll<HTMLElement>('tr.same')) row.hidden = only.checked;
    }
  });
  return [
    element('header', { class: 'top' }, element('h1', {}, content.title), pill(content.summary, 'neutral')),
    element(
      'div',
      { class: 'toolbar' },
      actionButton({ label: labels.back, key: 'back' }, () => send({ type: 'back' })),
      anotherButton(context),
      element('label', { class: 'check-label', attributes: { for: 'only' } }, only, labels.onlyDifferences),
    ),
    context.box,
    ...tables,
  ];
}

/** A box to paste into. What is pasted goes to the extension and is not kept in the page. */
export function pasteBox(
  purpose: 'inspect' | 'compare',
  { labels, send }: PageContext,
  cancel?: () => void,
): HTMLElement {
  const box = element('textarea', {
    key: `paste-${purpose}`,
    class: 'code',
    attributes: {
      id: `paste-${purpose}`,
      spellcheck: 'false',
      autocomplete: 'off',
      'aria-describedby': `hint-${purpose}`,
    },
  });
  const submit = () => {
    const message: FromInspectorPage = { type: purpose, text: box.value };
    if (box.value.trim() !== '') send(message);
  };
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    if (event.key === 'Escape') cancel?.();
  });
  return element(
    'div',
    { class: 'paste' },
    element(
      'label',
      { attributes: { for: `paste-${purpose}` } },
      purpose === 'compare' ? labels.compareHere : labels.pasteHere,
    ),
    box,
    element('p', { class: 'soft', attributes: { id: `hint-${purpose}` } }, labels.pasteHint),
    element(
      'div',
      { class: 'actions' },
      actionButton(
        { label: purpose === 'compare' ? labels.compareWith : labels.inspect, primary: true, key: `submit-${purpose}` },
        submit,
      ),
      actionButton({ label: labels.fromClipboard, icon: 'paste', key: `clipboard-${purpose}` }, () =>
        send({ type: 'clipboard', purpose }),
      ),
      cancel && actionButton({ label: labels.cancel, key: `cancel-${purpose}` }, cancel),
    ),
  );
}
