/** A mistake in a configuration of the SDKs. Offsets in UTF-16 code units. */
export interface SdkMistake {
  code: string;
  severity: 'error' | 'warning';
  start: number;
  end: number;
  message: string;
  hint: string;
  /** What to put in place of the range; an empty text means to remove the value. */
  replacement?: string;
}
