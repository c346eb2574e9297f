import type { Tone } from '../tone.js';
import { element } from './dom.js';
import { type IconName, icon } from './icons.js';

const toneIcons: Readonly<Record<Tone, IconName>> = { good: 'pass', bad: 'fail', warning: 'warning', neutral: 'skip' };

/** The sign of a tone. Its word has to stand beside it. */
export function toneIcon(tone: Tone): SVGSVGElement {
  return icon(toneIcons[tone]);
}

/** A state as a word in a rounded frame. */
export function pill(label: string, tone: Tone): HTMLElement {
  return element(
    'span',
    { class: `pill tone-${tone}` },
    toneIcon(tone),
    element('span', { class: 'pill-text' }, label),
  );
}

export function section(
  title: string,
  id: string,
  ...children: readonly (Node | string | undefined | false)[]
): HTMLElement {
  const heading = element('h2', { attributes: { id: `heading-${id}` } }, title);
  return element('section', { attributes: { 'aria-labelledby': `heading-${id}` } }, heading, ...children);
}

export function actionButton(
  options: { label: string; icon?: IconName; primary?: boolean | undefined; key: string },
  click: () => void,
): HTMLButtonElement {
  return element(
    'button',
    { class: options.primary ? 'action primary' : 'action', key: options.key, attributes: { type: 'button' }, click },
    options.icon && icon(options.icon),
    options.label,
  );
}

/** A button of an icon alone; the label is its name and tooltip. */
export function iconButton(
  options: { label: string; icon: IconName; key: string },
  click: () => void,
): HTMLButtonElement {
  return element(
    'button',
    {
      class: 'quiet',
      key: options.key,
      title: options.label,
      attributes: { type: 'button', 'aria-label': options.label },
      click,
    },
    icon(options.icon),
  );
}
