import { svg } from './dom.js';

/** Outlines on a grid of 16, drawn with a line of 1.2 in the colour of the text. */
const outlines = {
  pass: ['M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6Z', 'm5.2 8.2 2 2 3.8-4.4'],
  fail: ['M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6Z', 'm5.8 5.8 4.4 4.4m0-4.4-4.4 4.4'],
  skip: ['M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6Z', 'M5.2 8h5.6'],
  warning: ['M8 2 14.6 13.6H1.4L8 2Z', 'M8 6.4v3.4M8 11.4v.7'],
  info: ['M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6Z', 'M8 7.4v3.8M8 4.8v.7'],
  verified: [
    'M8 1.5 13.4 3.4v4.2c0 3.2-2.2 5.7-5.4 6.9-3.2-1.2-5.4-3.7-5.4-6.9V3.4L8 1.5Z',
    'm5.5 7.9 1.8 1.8 3.3-3.8',
  ],
  unverified: ['M8 1.5 13.4 3.4v4.2c0 3.2-2.2 5.7-5.4 6.9-3.2-1.2-5.4-3.7-5.4-6.9V3.4L8 1.5Z', 'M8 5v3.6M8 10.4v.7'],
  clock: ['M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6Z', 'M8 4.4V8l2.6 1.6'],
  key: ['M10.2 2.4a3.4 3.4 0 1 1-2.6 5.6L2.4 13.2v0h2.2v-1.8h1.8V9.6', 'M11.2 5v.1'],
  copy: ['M5.4 5.4h8v8.2h-8z', 'M10.6 5.4V2.4h-8v8.2h2.8'],
  refresh: ['M13.4 8a5.4 5.4 0 1 1-1.7-3.9', 'M12.4 1.6v3H9.4'],
  chevron: ['m6 3.6 4.4 4.4L6 12.4'],
  compare: ['M2.4 3h4v10h-4zM9.6 3h4v10h-4z'],
  trash: ['M2.6 4.4h10.8M6 4.2V2.4h4v1.8M4 4.6l.6 9h6.8l.6-9M6.8 7v4.4M9.2 7v4.4'],
  paste: ['M3.4 3.2h9.2v11H3.4z', 'M6 3.2V1.8h4v2.6H6V3.2Z'],
  search: ['M6.8 2.2a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2Z', 'm10.2 10.2 3.8 3.8'],
  client: ['M1.8 2.8h12.4v8H1.8z', 'M5 13.6h6M8 10.8v2.8'],
  jwks: [
    'M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6Z',
    'M1.8 8h12.4M8 1.6c-4 4-4 8.8 0 12.8M8 1.6c4 4 4 8.8 0 12.8',
  ],
  zidentity: [
    'M8 1.5 13.4 3.4v4.2c0 3.2-2.2 5.7-5.4 6.9-3.2-1.2-5.4-3.7-5.4-6.9V3.4L8 1.5Z',
    'M8 5.2a1.5 1.5 0 0 1 .7 2.8v2.2H7.3V8A1.5 1.5 0 0 1 8 5.2Z',
  ],
  gateway: ['M4.6 12.8a3 3 0 0 1-.2-6 4 4 0 0 1 7.6.4 2.8 2.8 0 0 1-.4 5.6h-7Z'],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof outlines;

/** A decoration: what it means stands beside it as text, or in the label of its button. */
export function icon(name: IconName): SVGSVGElement {
  return svg(
    'svg',
    { class: `icon icon-${name}`, attributes: { viewBox: '0 0 16 16', 'aria-hidden': 'true', focusable: 'false' } },
    ...outlines[name].map((d) => svg('path', { attributes: { d } })),
  );
}
