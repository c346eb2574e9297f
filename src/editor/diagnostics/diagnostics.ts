import * as vscode from 'vscode';
import type { Services } from '../../commands/services.js';
import { localiser } from '../localiser.js';
import { tokenFactsOf } from '../token-facts-of.js';
import { isConcerned, maxDiagnosedLength } from './concerned.js';
import { findProblems } from './find-problems.js';
import type { Check, Finding } from './finding.js';

const checks: readonly Check[] = ['expiredTokens', 'secrets', 'sdkMistakes'];
/** Milliseconds of quiet after the last key stroke. */
const quiet = 500;
/** setTimeout takes no longer times than 2^31 milliseconds; an hour is often enough to look again. */
const longestWait = 3_600_000;

const severities: Record<Finding['severity'], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Keeps the problems of the open documents. */
export class Diagnostics implements vscode.Disposable {
  readonly #services: Services;
  readonly #collection = vscode.languages.createDiagnosticCollection('oneapi');
  readonly #findings = new WeakMap<vscode.Diagnostic, Finding>();
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: vscode.Disposable[];

  constructor(services: Services) {
    this.#services = services;
    const all = () => this.#examineAll();
    this.#subscriptions = [
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#later(document, quiet)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#later(document, quiet)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('oneapi.diagnostics')) all();
      }),
      services.credentials.onDidChange(all),
    ];
    all();
  }

  /** The finding that a problem was made of. */
  findingOf(diagnostic: vscode.Diagnostic): Finding | undefined {
    return this.#findings.get(diagnostic);
  }

  /** The problems of a document whose text touches a range. */
  at(document: vscode.TextDocument, range: vscode.Range): readonly vscode.Diagnostic[] {
    return (this.#collection.get(document.uri) ?? []).filter((diagnostic) => {
      const finding = this.findingOf(diagnostic);
      return finding !== undefined && rangeOf(document, finding).intersection(range) !== undefined;
    });
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #examineAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#later(document, quiet);
  }

  #later(document: vscode.TextDocument, milliseconds: number): void {
    if (!isExamined(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        if (!document.isClosed) this.#examine(document);
      }, milliseconds),
    );
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#collection.delete(document.uri);
  }

  #examine(document: vscode.TextDocument): void {
    const text = document.getText();
    if (text.length > maxDiagnosedLength) {
      this.#collection.delete(document.uri);
      return;
    }
    const services = this.#services;
    const nowMs = services.now();
    const { findings, nextExpiry } = findProblems(text, document.uri.path, {
      clientOf: (payload) => tokenFactsOf(payload, services).client?.name,
      nowMs,
      enabled: enabledChecks(document),
      l10n: localiser,
    });
    this.#collection.set(
      document.uri,
      findings.map((finding) => this.#diagnostic(document, finding)),
    );
    if (nextExpiry !== undefined) this.#later(document, Math.min(nextExpiry * 1000 - nowMs + quiet, longestWait));
  }

  #diagnostic(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
    const whole = rangeOf(document, finding);
    // A key is many lines long; underlined is the one that says what it is.
    const firstLine = document.lineAt(whole.start.line).range;
    const diagnostic = new vscode.Diagnostic(
      whole.intersection(firstLine) ?? whole,
      finding.message,
      severities[finding.severity],
    );
    diagnostic.source = 'OneAPI';
    diagnostic.code = finding.code;
    this.#findings.set(diagnostic, finding);
    return diagnostic;
  }
}

/** All the text that a finding is about. */
export function rangeOf(document: vscode.TextDocument, { start, end }: Finding): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Only files of the workspace, and of a kind in which an SDK is configured. */
function isExamined(document: vscode.TextDocument): boolean {
  return vscode.workspace.getWorkspaceFolder(document.uri) !== undefined && isConcerned(document.uri.path);
}

function enabledChecks(document: vscode.TextDocument): Set<Check> {
  const settings = vscode.workspace.getConfiguration('oneapi.diagnostics', document.uri);
  return new Set(checks.filter((check) => settings.get(check, true)));
}
