import { WorkbenchError } from '../../errors.js';
import type { Setting } from './setting.js';
import { StepFailure } from './setting.js';

export interface Step {
  title: string;
  /** Does it, and says what to see in it. @throws StepFailure, WorkbenchError where it did not go as it must */
  run(): Promise<string[]>;
}

/** Takes steps one after another; after one that failed the others cannot be taken. */
export async function takeSteps(steps: readonly Step[], { report, trace }: Setting): Promise<void> {
  let broken = false;
  for (const { title, run } of steps) {
    if (broken) {
      report.skipped(title);
      continue;
    }
    try {
      const notes = await run();
      report.passed(title, trace.take(), notes);
    } catch (error) {
      broken = true;
      report.failed(title, trace.take(), reasonOf(error));
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof StepFailure) return error.message;
  if (error instanceof WorkbenchError)
    return error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
  throw error;
}
