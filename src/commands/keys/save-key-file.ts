import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../errors.js';
import type { Services } from '../services.js';
import { checkedPath } from './key-file.js';

/** A file that was made. Whether it is secret decides its mode and the warning. */
export interface MadeFile {
  readonly fileName: string;
  readonly content: string;
  readonly secret: boolean;
  readonly language: string;
}

/**
 * Writes a file; a secret one with mode 0600.
 * @throws WorkbenchError `path-invalid`, `file-not-written`, also where it exists and `overwrite` is not set
 */
export async function writeKeyFile(
  path: string,
  { content, secret }: Pick<MadeFile, 'content' | 'secret'>,
  { overwrite }: { overwrite: boolean },
): Promise<void> {
  const mode = secret ? 0o600 : 0o644;
  checkedPath(path);
  try {
    await mkdir(dirname(path), { recursive: true });
    if (secret && overwrite) {
      // A file that exists keeps its mode when it is written over.
      const { rm } = await import('node:fs/promises');
      await rm(path, { force: true });
    }
    await writeFile(path, content, { mode, flag: overwrite && !secret ? 'w' : 'wx' });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw new WorkbenchError('file-not-written', exists ? `${path} exists already.` : `${path} could not be written.`, {
      hint: exists ? 'Choose another name; nothing was overwritten.' : 'Check that the folder can be written to.',
      cause: error,
    });
  }
}

/** Offers what was made: open it in the editor, save it, or copy it. */
export async function offerFiles(services: Services, title: string, files: readonly MadeFile[]): Promise<void> {
  const use = await services.ui.pick<'save' | 'open'>(
    [
      {
        icon: 'save',
        label: vscode.l10n.t('Save…'),
        detail: vscode.l10n.t(
          '{0}; a private key is readable for you alone',
          files.map((file) => file.fileName).join(', '),
        ),
        value: 'save',
      },
      {
        icon: 'go-to-file',
        label: vscode.l10n.t('Open in Editor'),
        detail: vscode.l10n.t('Not saved anywhere: a private key is gone when its tab is closed'),
        value: 'open',
      },
    ],
    { title, placeholder: vscode.l10n.t('What to do with it?') },
  );
  if (use === 'open') {
    for (const { fileName, content, secret, language } of files) {
      if (secret) await services.ui.showText(fileName, content, { stays: true });
      else await services.ui.openText(content, language);
    }
    return;
  }
  const saved: string[] = [];
  for (const file of files) {
    const path = await services.ui.saveDialog({
      title: vscode.l10n.t('Save {0}', file.fileName),
      fileName: file.fileName,
    });
    // The dialog has asked about a file that exists.
    await writeKeyFile(path, file, { overwrite: true });
    saved.push(path);
    if (file.secret) await warnOfGit(services, path);
  }
  services.ui.info(vscode.l10n.t('Saved {0}.', saved.join(', ')));
}

/** Writes the files into a folder, or to the paths that were given; without a prompt. */
export async function saveAll(
  services: Services,
  files: readonly MadeFile[],
  pathOf: (file: MadeFile) => string | undefined,
): Promise<Record<string, string>> {
  const saved: Record<string, string> = {};
  for (const file of files) {
    const path = pathOf(file);
    if (path === undefined) continue;
    await writeKeyFile(path, file, { overwrite: false });
    saved[file.fileName] = path;
    if (file.secret) await warnOfGit(services, path);
  }
  return saved;
}

/** A private key that git tracks or may come to track is soon where others read it. */
async function warnOfGit({ ui }: Services, path: string): Promise<void> {
  if (!(await isInGitFolder(path)) || (await isIgnoredByGit(path))) return;
  ui.warn(
    vscode.l10n.t('{0} is a private key inside of a git repository, and not ignored by git. Do not commit it.', path),
  );
}

function isInGitFolder(path: string): Promise<boolean> {
  return git(path, ['rev-parse', '--is-inside-work-tree']);
}

function isIgnoredByGit(path: string): Promise<boolean> {
  return git(path, ['check-ignore', '--quiet', '--', path]);
}

/** Whether git, run in the file's folder, ends well. Without git there is nothing to warn of. */
function git(path: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    execFile('git', [...args], { cwd: dirname(path), timeout: 5000 }, (error) => resolve(error === null));
  });
}
