// node-forge's types describe the whole package only; this file of it is all that is loaded (about a tenth).
declare module 'node-forge/lib/asn1.js' {
  import type { asn1 } from 'node-forge';

  const writer: typeof asn1;
  export default writer;
}
