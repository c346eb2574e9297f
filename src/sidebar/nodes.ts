/** What the views show, loaded when the first of them comes into sight. */
export { clientNodes } from './client-nodes.js';
export { resourceNodes } from './resource-nodes.js';
export { tokenNodes } from './token-nodes.js';
