import type { Child } from './dom.js';

/**
 * The key of the element that the keyboard is at, or was at: a dialog or a pick list of the workbench takes the focus
 * away, and gives it back to the document alone.
 */
let place: string | undefined;

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && target !== document.body) place = target.getAttribute('data-key') ?? undefined;
});
document.addEventListener('pointerdown', () => {
  place = undefined;
});
window.addEventListener('focus', () => {
  if (place !== undefined && document.activeElement === document.body) takesFocus(keyed(document.body, place));
});

/**
 * Puts new content into a container. The focus stays on the element with the same key; where that is gone, it goes to
 * the one that stood before it, or else behind it, and where none of them is left, to the heading: whoever walks by
 * keyboard must not begin at the top of the window again. The page stays where it was scrolled to.
 */
export function replaceContent(container: Element, ...children: readonly Child[]): void {
  const hadFocus = container.contains(document.activeElement);
  const nearest = nearestTo(place, container);
  const { scrollX, scrollY } = window;
  container.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
  const left = nearest.filter((key) => keyed(container, key) !== null);
  if (hadFocus && !left.some((key) => takesFocus(keyed(container, key)))) focusHeading(container);
  else if (!hadFocus && nearest.length > 0) place = left[0];
  // Taking the focused element away makes the browser lay the page out while it has no content to be scrolled to.
  window.scrollTo(scrollX, scrollY);
}

/** The element with this key. */
export function keyed(container: Element, key: string): HTMLElement | null {
  return container.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
}

/** This key and the others, where it is in the container: backwards from it, then what follows it. */
function nearestTo(key: string | undefined, container: Element): string[] {
  const keys = [...container.querySelectorAll('[data-key]')].map((one) => one.getAttribute('data-key') ?? '');
  const index = key === undefined ? -1 : keys.indexOf(key);
  return index < 0 ? [] : [...keys.slice(0, index + 1).reverse(), ...keys.slice(index + 1)];
}

function focusHeading(container: Element): void {
  const heading = container.querySelector<HTMLElement>('h1, h2');
  heading?.setAttribute('tabindex', '-1');
  takesFocus(heading);
}

/** Without scrolling: what somebody reads stays where it is. */
function takesFocus(wanted: HTMLElement | null): boolean {
  wanted?.focus({ preventScroll: true });
  return wanted !== null && document.activeElement === wanted;
}
