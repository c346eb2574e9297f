import type { Style } from '../terminal.js';

/** Tells a person how the demo goes, and counts. */
export interface Report {
  heading(title: string, explanation: string): void;
  /** @param wire lines that went over the wire, @param notes what to see in them */
  passed(title: string, wire: readonly string[], notes: readonly string[]): void;
  failed(title: string, wire: readonly string[], reason: string): void;
  skipped(title: string): void;
  /** The last line. */
  summary(): { text: string; allPassed: boolean };
}

export function createReport(print: (line: string) => void, style: Style): Report {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  let walk = 0;
  let step = 0;

  function number(): string {
    step += 1;
    return `${walk}.${step}`.padEnd(5);
  }

  function wireLine(line: string): string {
    if (line.startsWith('→')) return `         ${style.cyan(line)}`;
    return line.startsWith('←') ? `         ${line}` : `         ${style.dim(line)}`;
  }

  return {
    heading(title, explanation) {
      walk += 1;
      step = 0;
      if (walk > 1) print('');
      print(`${style.bold(`${walk}  ${title}`)}`);
      print(style.dim(`   ${explanation}`));
    },
    passed(title, wire, notes) {
      passed += 1;
      print(`  ${style.green('✓')} ${number()}${title}`);
      for (const line of wire) print(wireLine(line));
      for (const note of notes) print(`         ${style.dim(note)}`);
    },
    failed(title, wire, reason) {
      failed += 1;
      print(`  ${style.red('✗')} ${number()}${title}`);
      for (const line of wire) print(wireLine(line));
      print(`         ${style.red(reason)}`);
    },
    skipped(title) {
      skipped += 1;
      print(`  ${style.dim(`- ${number()}${title}`)}`);
    },
    summary() {
      const allPassed = failed === 0 && skipped === 0 && passed > 0;
      const counts = [
        `${passed} passed`,
        ...(failed > 0 ? [`${failed} failed`] : []),
        ...(skipped > 0 ? [`${skipped} not reached`] : []),
      ];
      const text = `${passed + failed + skipped} steps: ${counts.join(', ')}`;
      return { text: allPassed ? style.green(text) : style.red(text), allPassed };
    },
  };
}
