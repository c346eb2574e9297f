/** How something is to be taken; the page has a colour, an icon and a word for each. */
export type Tone = 'good' | 'bad' | 'warning' | 'neutral';
